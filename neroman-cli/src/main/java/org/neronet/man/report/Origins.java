package org.neronet.man.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.neronet.man.provenance.GitState;
import org.neronet.man.provenance.Provenance;

/** Where definitions and attempts came from, in short. */
final class Origins {
    private static final int SHORT = 10;

    private Origins() {}

    /** {@code " by jane on laptop, commit 0123456789 (changed)"}; older versions recorded nothing. */
    static String by(Optional<Provenance> origin) {
        return who(origin)
                + origin.flatMap(Provenance::git).map(git -> ", " + commit(git)).orElse("");
    }

    /** {@code " by jane on laptop"}. */
    static String who(Optional<Provenance> origin) {
        return origin.filter(known -> !known.equals(Provenance.UNKNOWN))
                .map(known -> " by " + known.user() + " on " + known.host())
                .orElse(" by an older Neronet");
    }

    /** {@code commit 0123456789 (changed)}. */
    static String commit(GitState git) {
        return "commit "
                + git.commit().substring(0, Math.min(SHORT, git.commit().length()))
                + (git.isDirty() ? " (changed)" : "");
    }

    /** How many lines the diff adds or takes away. */
    static long changedLines(GitState git) {
        return git.diff()
                .lines()
                .filter(line -> line.matches("[+-].*") && !line.startsWith("+++ ") && !line.startsWith("--- "))
                .count();
    }

    /** The JSON form; null when nothing is known. */
    static Map<String, Object> json(Optional<Provenance> origin) {
        if (origin.isEmpty() || origin.get().equals(Provenance.UNKNOWN)) {
            return null;
        }
        var git = origin.get().git();
        var json = new LinkedHashMap<String, Object>();
        json.put("user", origin.get().user());
        json.put("host", origin.get().host());
        json.put("commit", git.map(GitState::commit).orElse(null));
        json.put("branch", git.flatMap(GitState::branch).orElse(null));
        json.put("dirty", git.map(GitState::isDirty).orElse(null));
        return json;
    }

    /** The same with everything that is known. */
    static Map<String, Object> wholeJson(Optional<Provenance> origin) {
        var json = json(origin);
        if (json != null) {
            var git = origin.orElseThrow().git();
            json.put("remote", git.flatMap(GitState::remote).orElse(null));
            json.put("changed_lines", git.map(Origins::changedLines).orElse(null));
            json.put("untracked", git.map(GitState::untracked).orElse(null));
            json.put("environment", origin.get().environment());
        }
        return json;
    }
}
