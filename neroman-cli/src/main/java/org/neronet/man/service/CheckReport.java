package org.neronet.man.service;

import java.util.List;
import org.neronet.man.spec.Experiment;
import org.neronet.man.submit.CodeSnapshot;

/** The experiments of a folder that was found to be in order, and for each the files it would be sent with. */
public record CheckReport(List<Checked> experiments) {
    /** One of them. */
    public record Checked(Experiment experiment, CodeSnapshot code) {}
}
