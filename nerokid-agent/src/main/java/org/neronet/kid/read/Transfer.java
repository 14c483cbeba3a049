package org.neronet.kid.read;

/** Bytes that a process read and wrote, those of children that it has waited for included. */
record Transfer(long read, long written) {
    static final Transfer NONE = new Transfer(0, 0);

    /** @param io as {@code /proc/PID/io} has it; what is missing counts as 0 */
    static Transfer parse(String io) {
        return new Transfer(number(io, "rchar: "), number(io, "wchar: "));
    }

    Transfer plus(Transfer other) {
        return new Transfer(read + other.read, written + other.written);
    }

    private static long number(String io, String name) {
        return io.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .filter(number -> number.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
