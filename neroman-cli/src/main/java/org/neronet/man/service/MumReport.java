package org.neronet.man.service;

import org.neronet.common.json.JsonObject;
import org.neronet.man.link.MumHello;

/** Who a cluster's mum is and how she is, the latter as she says it. */
public record MumReport(String cluster, MumHello mum, JsonObject status) {}
