package org.neronet.man.submit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.json.JsonObject;

/** Cuts plans into requests that fit into a frame. */
final class PlanPages {
    static final int MAX_PLANS = 200;
    static final int MAX_BYTES = 2 << 20;

    private PlanPages() {}

    static List<List<JsonObject>> of(List<AttemptPlan> plans) {
        var pages = new ArrayList<List<JsonObject>>();
        var page = new ArrayList<JsonObject>();
        long bytes = 0;
        for (var plan : plans) {
            var json = plan.toJson();
            int size = json.toString().getBytes(StandardCharsets.UTF_8).length;
            if (!page.isEmpty() && (page.size() == MAX_PLANS || bytes + size > MAX_BYTES)) {
                pages.add(List.copyOf(page));
                page.clear();
                bytes = 0;
            }
            page.add(json);
            bytes += size;
        }
        if (!page.isEmpty()) {
            pages.add(List.copyOf(page));
        }
        return pages;
    }
}
