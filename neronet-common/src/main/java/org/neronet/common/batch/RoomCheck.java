package org.neronet.common.batch;

import java.util.Locale;
import org.neronet.common.experiment.Resources;

/** The lines that look for enough disk and memory before the program is started; pure text. */
final class RoomCheck {
    /** Leaves a reason where mum finds it, and never comes back. */
    private static final String TOOLS = """
            neronet_refuse() {
                printf '%s\\n' "$1" >"$neronet_folder/refused"
                printf 'neronet: %s\\n' "$1" >&2
                exit 75
            }
            neronet_size() {
                neronet_unit=GB neronet_tenth=100000000
                [ "$1" -ge 1000000 ] || neronet_unit=MB neronet_tenth=100000
                neronet_tenth=$(($1 * 1024 / neronet_tenth))
                printf '%s' "$((neronet_tenth / 10)).$((neronet_tenth % 10)) $neronet_unit"
            }
            neronet_unknown() { echo "$1 could not be checked on this node" >>"$neronet_folder/notes"; }
            """;

    private static final String DISK = """
            neronet_free=$(LC_ALL=C df -Pk . 2>/dev/null |
                sed -n '2s|^.* \\([0-9][0-9]*\\)  *[0-9-][0-9]*%%*  */.*$|\\1|p')
            if [ -z "$neronet_free" ]; then
                neronet_unknown min_disk
            elif [ "$neronet_free" -lt %1$d ]; then
                neronet_refuse "only $(neronet_size "$neronet_free") free in $PWD, min_disk is %2$s"
            fi
            """;

    /** The kernel's estimate, or the limit of a control group above the job, whichever is smaller. */
    private static final String MEMORY = """
            neronet_free=$(sed -n 's/^MemAvailable: *\\([0-9]*\\) kB.*/\\1/p' /proc/meminfo 2>/dev/null)
            neronet_groups=$(sed -n -e 's|^0::|/sys/fs/cgroup|p' -e 's|^[0-9]*:memory:|/sys/fs/cgroup/memory|p' \\
                /proc/self/cgroup 2>/dev/null)
            for neronet_group in $neronet_groups; do
                while [ "${#neronet_group}" -gt 14 ]; do
                    for neronet_limit in memory.max memory.limit_in_bytes; do
                        neronet_most=$(cat "$neronet_group/$neronet_limit" 2>/dev/null)
                        case $neronet_most in '' | *[!0-9]* | ???????????????????*) continue ;; esac
                        neronet_most=$((neronet_most / 1024))
                        [ "$neronet_most" -ge "${neronet_free:-$((neronet_most + 1))}" ] || neronet_free=$neronet_most
                    done
                    neronet_group=${neronet_group%%/*}
                done
            done
            if [ -z "$neronet_free" ]; then
                neronet_unknown min_memory
            elif [ "$neronet_free" -lt %1$d ]; then
                neronet_refuse "only $(neronet_size "$neronet_free") of memory for it, min_memory is %2$s"
            fi
            """;

    private RoomCheck() {}

    /** Empty when nothing is demanded. */
    static String of(Resources resources) {
        var text = new StringBuilder();
        resources.minDiskBytes().ifPresent(bytes -> text.append(lines(DISK, bytes)));
        resources.minMemoryBytes().ifPresent(bytes -> text.append(lines(MEMORY, bytes)));
        return text.isEmpty() ? "" : TOOLS + text;
    }

    private static String lines(String form, long bytes) {
        return String.format(Locale.ROOT, form, (bytes + 1023) / 1024, human(bytes));
    }

    private static String human(long bytes) {
        if (bytes >= 1_000_000_000_000L) {
            return decimal(bytes / 1e12) + " TB";
        }
        return bytes >= 1_000_000_000 ? decimal(bytes / 1e9) + " GB" : decimal(bytes / 1e6) + " MB";
    }

    private static String decimal(double number) {
        var text = String.format(Locale.ROOT, "%.1f", number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
