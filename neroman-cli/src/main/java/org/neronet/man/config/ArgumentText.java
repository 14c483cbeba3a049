package org.neronet.man.config;

import java.nio.charset.StandardCharsets;
import org.neronet.man.config.YamlValue.Mark;

/** Checks what is to be one argument, or one variable, of a program. */
public final class ArgumentText {
    /** Linux takes 128 KiB in one, a NUL at its end included. */
    static final int MOST_BYTES = (1 << 17) - 1;

    private ArgumentText() {}

    /** Whether it can be one; says so if not. */
    public static boolean check(String text, Mark at, Problems problems) {
        if (text.indexOf('\0') >= 0) {
            problems.add(at, "a NUL character cannot be part of an argument", "remove it");
            return false;
        }
        if (text.length() > MOST_BYTES / 3 && text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            var message = "more than 131,071 bytes cannot be one argument or variable of a program";
            problems.add(at, message, "put them into a file of the folder, and give its name");
            return false;
        }
        return true;
    }
}
