package org.neronet.man.config;

import java.nio.file.Path;

/** Where the value of a setting comes from. */
public sealed interface Origin {
    /** In one word and a place. */
    String text();

    /** A line of a file, counted from 1. */
    record Line(Path file, int number) implements Origin {
        @Override
        public String text() {
            return file + ":" + number;
        }
    }

    /** A variable of the environment. */
    record Variable(String name) implements Origin {
        @Override
        public String text() {
            return "environment " + name;
        }
    }

    /** What counts when nothing is said. */
    record Standard() implements Origin {
        @Override
        public String text() {
            return "default";
        }
    }

    /** Nothing is said, and nothing counts instead. */
    record Nowhere() implements Origin {
        @Override
        public String text() {
            return "not set";
        }
    }
}
