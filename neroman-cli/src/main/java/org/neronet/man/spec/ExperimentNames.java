package org.neronet.man.spec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.common.disk.Sha256;
import org.neronet.man.config.YamlValue;
import org.neronet.man.sweep.Point;
import org.neronet.man.sweep.Sweep;

/** Gives every variation of a file a name that tells it apart, such as {@code lang/deep_layers-8}. */
final class ExperimentNames {
    private static final int LONGEST = 100;
    private static final int TAIL = 8;
    private static final int LONGEST_NUMBER = 10;
    private static final int DIGITS = 5;
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._+=-]");
    private static final Pattern MISLEADING = Pattern.compile("[0-9-]*|[._+=-].*");

    private ExperimentNames() {}

    /** What a name is made of. */
    record Ingredients(Optional<String> collection, String block, Sweep sweep, Point point) {
        /** Only what was written as a list is in the name. */
        private String wish() {
            var name = new StringBuilder(block);
            for (var parameter : sweep.varied()) {
                name.append('_').append(parameter).append('-');
                name.append(shown(point.values().get(parameter)));
            }
            return safe(name.toString());
        }

        /** Drawn numbers have more digits than a name needs to be told apart. */
        private static String shown(YamlValue.Scalar scalar) {
            return scalar.value() instanceof Double number
                            && scalar.text().length() > LONGEST_NUMBER
                            && Double.isFinite(number)
                    ? new BigDecimal(number)
                            .round(new MathContext(DIGITS))
                            .stripTrailingZeros()
                            .toString()
                            .replace("E", "e")
                    : scalar.text();
        }

        private String digest() {
            var text = block + "\n" + point.texts();
            return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, TAIL);
        }

        private String inCollection(String last) {
            return collection.map(c -> c + "/" + last).orElse(last);
        }
    }

    /** One name for each, in order; what would be too long or not unique gets a digest of its values at its end. */
    static List<String> of(List<Ingredients> all) {
        var wishes = all.stream().map(Ingredients::wish).toList();
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i < all.size(); i++) {
            counts.merge(all.get(i).inCollection(wishes.get(i)), 1, Integer::sum);
        }
        var names = new ArrayList<String>();
        for (int i = 0; i < all.size(); i++) {
            var ingredients = all.get(i);
            var wish = wishes.get(i);
            boolean unique = counts.get(ingredients.inCollection(wish)) == 1;
            var last = unique && wish.length() <= LONGEST ? wish : withTail(wish, ingredients.digest());
            names.add(ingredients.inCollection(last));
        }
        return names;
    }

    private static String withTail(String wish, String digest) {
        int most = LONGEST - TAIL - 1;
        return (wish.length() > most ? wish.substring(0, most) : wish) + "-" + digest;
    }

    /** Only {@code A-Z a-z 0-9 . _ + = -}, never to be taken for an id, an option or a hidden file. */
    static String safe(String name) {
        var safe = UNSAFE.matcher(name).replaceAll("_");
        return MISLEADING.matcher(safe).matches() ? "exp-" + safe : safe;
    }
}
