package org.neronet.man.rules;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.json.JsonObject;
import org.neronet.common.rule.RuleException;
import org.neronet.common.rule.RuleParser;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Scalar;

/** Reads a rule as the kid will, so that whatever the check takes can be judged. */
final class ParsedRule {
    private ParsedRule() {}

    /** Why the kid could not judge it; empty when it can. */
    static Optional<RuleException> fault(JsonObject watch) {
        try {
            RuleParser.parse(watch, Set.of());
            return Optional.empty();
        } catch (RuleException e) {
            return Optional.of(e);
        }
    }

    /** Its single values; lists and maps are told by the checks before. */
    static JsonObject json(Mapping map) {
        var values = new LinkedHashMap<String, Object>();
        for (var entry : map.entries()) {
            if (entry.value() instanceof Scalar scalar && scalar.value() != null) {
                values.put(entry.name(), scalar.value());
            }
        }
        return JsonObject.ofMap(values);
    }
}
