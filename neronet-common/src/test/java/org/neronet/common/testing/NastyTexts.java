package org.neronet.common.testing;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts that break programs which quote, split, expand, decode or trim; all but NUL, the same for the same seed. */
public final class NastyTexts {
    private static final int LONG = 4000;
    private static final List<String> NUMBERS = List.of(
            "0.10",
            "1e-3",
            "007",
            "1_000",
            "yes",
            "no",
            "true",
            "0x1F",
            "0o17",
            "+5",
            "-0",
            "1.",
            ".5",
            "1:30",
            ".inf",
            "9223372036854775808",
            "0.1000000000000000055511151231257827");
    private static final List<String> SPECIAL = List.of(
            "",
            " ",
            "  ",
            "\t",
            "\n",
            "\n\n",
            "\r",
            "\r\n",
            "trailing ",
            " leading",
            "trailing\n",
            "\nleading",
            "a\tb",
            "'",
            "''",
            "\"",
            "\"\"",
            "'\\''",
            "\\",
            "\\\\",
            "\\n",
            "\\'",
            "\"$x\"",
            "$",
            "$$",
            "$0",
            "$1",
            "${1}",
            "$HOME",
            "${HOME}",
            "$(id)",
            "$((1+1))",
            "`id`",
            "`",
            "$'\\n'",
            "!",
            "!!",
            "!x",
            "#",
            "# no comment",
            "-",
            "--",
            "-n",
            "-e",
            "--help",
            "-rf /",
            "=",
            "a=b",
            "*",
            "?",
            "[a-z]",
            "{a,b}",
            "~",
            "~root",
            "/",
            ".",
            "..",
            "{x}",
            "{p001}",
            "{{x}}",
            "{",
            "}",
            "%",
            "%s",
            "%n%d",
            "%%",
            ";",
            "&",
            "&&",
            "|",
            ">",
            "> out",
            "<<E",
            "a b",
            "null",
            "Null",
            "NaN",
            "[]",
            "{}",
            "- a",
            "a: b",
            "? a",
            "&a",
            "*a",
            "!!str",
            "@a",
            "|-",
            ">-",
            ",",
            "é",
            "e\u0301",
            "ﬁ",
            "ß",
            "İ",
            "日本語",
            "\uD83D\uDE00",
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "\u202Eabc",
            "\u200Fabc",
            "עברית",
            "\u2066",
            "\u00A0",
            "\u3000",
            "\u200B",
            "\u00AD",
            "\uFEFF",
            "\uFFFD",
            "\uFFFE",
            "\uFFFF",
            "\u0085",
            "\u2028",
            "\u2029",
            "\u0001",
            "\u0002",
            "\u0004",
            "\b",
            "\f",
            "\u000B",
            "\u001A",
            "\u001B[31m",
            "\u007F",
            "\u0080",
            "\u009B",
            "\uE000",
            "\uDBFF\uDFFF");

    private final Random random;

    public NastyTexts(Random random) {
        this.random = random;
    }

    public String next() {
        int kind = random.nextInt(2000);
        if (kind == 0) {
            return Stream.generate(() -> pick(SPECIAL)).limit(LONG).collect(Collectors.joining());
        } else if (kind < 300) {
            return pick(NUMBERS);
        } else if (kind < 900) {
            return pick(SPECIAL);
        } else if (kind < 1500) {
            return joined(() -> pick(random.nextInt(4) == 0 ? NUMBERS : SPECIAL), 2 + random.nextInt(6));
        }
        return joined(() -> Character.toString(character()), 1 + random.nextInt(20));
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static String joined(java.util.function.Supplier<String> parts, int count) {
        return IntStream.range(0, count).mapToObj(i -> parts.get()).collect(Collectors.joining());
    }

    /** Short encodings as often as long ones. */
    private int character() {
        int limit = List.of(0x20, 0x80, 0x800, 0x10000, Character.MAX_CODE_POINT + 1)
                .get(random.nextInt(5));
        int code = 1 + random.nextInt(limit - 1);
        return Character.getType(code) == Character.SURROGATE ? '?' : code;
    }
}
