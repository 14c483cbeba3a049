package org.neronet.mum;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.KidHandshake;
import org.neronet.mum.dispatch.Layout;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Workdir;
import org.neronet.mum.warden.ApiFolder;
import org.neronet.mum.warden.AttemptLayout;
import org.neronet.mum.warden.Batch;
import org.neronet.mum.warden.BatchLayout;
import org.neronet.mum.warden.LayoutSettings;
import org.neronet.mum.warden.TreeSync;

/** Lays out attempts, then their batch, each in the work folder its attempt was accepted for. */
final class FolderLayout implements Layout {
    private final Site site;
    private final Path kidEndpoint;
    private final byte[] master;
    private final boolean parentStartsKid;
    private final Supplier<ClusterSettings> settings;
    private final Set<Path> probed = new HashSet<>();

    /** @param master the key from which the attempts' keys are derived */
    FolderLayout(
            Site site, Path kidEndpoint, byte[] master, boolean parentStartsKid, Supplier<ClusterSettings> settings) {
        this.site = site;
        this.kidEndpoint = kidEndpoint;
        this.master = master.clone();
        this.parentStartsKid = parentStartsKid;
        this.settings = settings;
    }

    @Override
    public void prepare(Batch batch, List<Attempt> attempts) throws IOException {
        var workdir = Workdir.of(attempts.get(0));
        workdir.ensure();
        if (probed.add(workdir.root())) {
            BatchLayout.probeHardLinks(workdir.root());
            ApiFolder.lay(workdir.root());
        }
        var said = LayoutSettings.of(settings.get(), site.environment());
        for (var attempt : attempts) {
            var layout = new AttemptLayout(workdir.blobs()::of, kidEndpoint, said);
            layout.lay(attempt.plan(), attempt.folder().root(), KidHandshake.attemptKey(master, attempt.key()));
        }
        var folders = attempts.stream().map(attempt -> attempt.folder().root()).toList();
        new BatchLayout(site.lib(), Optional.of(site.java()), parentStartsKid).write(batch, folders);
        if (parentStartsKid) {
            makeDurable(workdir, batch, folders);
        }
    }

    /** Jobs of a direct queue die with this host, so that there it would be for nobody. */
    private void makeDurable(Workdir workdir, Batch batch, List<Path> folders) throws IOException {
        var all = new ArrayList<>(folders);
        all.add(batch.folder());
        try {
            new TreeSync(site.runner()).sync(workdir.root(), all);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while batch " + batch.token() + " went to disk");
        }
    }
}
