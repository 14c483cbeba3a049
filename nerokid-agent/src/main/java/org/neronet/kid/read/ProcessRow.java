package org.neronet.kid.read;

import java.util.Optional;

/**
 * One process as {@code /proc/PID/stat} shows it.
 *
 * @param cpuTicks CPU time of itself and of children that it has waited for, clock ticks
 * @param startTicks when it started, clock ticks since boot
 * @param residentPages of main memory
 */
record ProcessRow(
        long pid,
        long parent,
        long session,
        boolean running,
        long cpuTicks,
        long threads,
        long startTicks,
        long residentPages) {
    private static final int FIELDS = 21;

    /** The command name, in brackets, may hold anything, so what counts stands behind the last bracket. */
    static Optional<ProcessRow> parse(long pid, byte[] stat, int length) {
        int at = length - 1;
        while (at >= 0 && stat[at] != ')') {
            at--;
        }
        if (at < 0 || at + 4 >= length) {
            return Optional.empty();
        }
        char state = (char) stat[at + 2];
        var number = new long[FIELDS];
        if (numbers(stat, at + 4, length, number) < FIELDS) {
            return Optional.empty();
        }
        long cpu = number[10] + number[11] + number[12] + number[13];
        boolean running = state != 'Z' && state != 'X';
        return Optional.of(new ProcessRow(pid, number[0], number[2], running, cpu, number[16], number[18], number[20]));
    }

    private static int numbers(byte[] text, int from, int length, long[] numbers) {
        int count = 0;
        int at = from;
        while (count < numbers.length && at < length) {
            boolean negative = text[at] == '-';
            long number = 0;
            for (at += negative ? 1 : 0; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
                number = 10 * number + text[at] - '0';
            }
            numbers[count++] = negative ? -number : number;
            at++;
        }
        return count;
    }
}
