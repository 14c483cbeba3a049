package org.neronet.man.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neronet.man.history.Definition.Kind;

/**
 * Decides which known experiment each description of a folder means: by identity and name, else by identity, else by name.
 * Pure; used once.
 */
final class DefinitionMatch {
    /** An experiment of the folder that is current. {@code identity} is empty when an older Neronet defined it. */
    record Known(long id, String name, Optional<String> identity, String digest, boolean submitted) {
        private boolean is(Incoming incoming) {
            return identity.map(incoming.identity()::equals).orElse(digest.equals(incoming.digest()));
        }
    }

    /** An experiment as the file describes it now. */
    record Incoming(String name, String identity, String digest) {}

    /** What it is, and which known one it is or takes the name of. */
    record Match(Kind kind, Optional<Known> known) {}

    private final List<Incoming> incoming;
    private final Map<String, Known> byName = new HashMap<>();
    private final Map<String, Deque<Known>> byIdentity = new HashMap<>();
    private final Set<Long> claimed = new HashSet<>();
    private final Match[] matches;

    /** @param known in id order */
    static List<Match> of(List<Incoming> incoming, List<Known> known) {
        return new DefinitionMatch(incoming, known).match();
    }

    private DefinitionMatch(List<Incoming> incoming, List<Known> known) {
        this.incoming = incoming;
        this.matches = new Match[incoming.size()];
        for (var each : known) {
            byName.put(each.name(), each);
            each.identity()
                    .ifPresent(identity -> byIdentity
                            .computeIfAbsent(identity, key -> new ArrayDeque<>())
                            .add(each));
        }
    }

    private List<Match> match() {
        each((at, wanted) -> Optional.ofNullable(byName.get(wanted.name()))
                .filter(known -> known.is(wanted))
                .ifPresent(known -> claim(at, known, sameOrUpdated(known, wanted))));
        each((at, wanted) -> byIdentity.getOrDefault(wanted.identity(), new ArrayDeque<>()).stream()
                .filter(known -> !claimed.contains(known.id()))
                .findFirst()
                .ifPresent(known -> claim(at, known, Kind.UPDATED)));
        each((at, wanted) -> Optional.ofNullable(byName.get(wanted.name()))
                .filter(known -> !claimed.contains(known.id()))
                .ifPresent(known -> claim(at, known, Kind.CHANGED)));
        each((at, wanted) -> matches[at] = new Match(Kind.NEW, Optional.empty()));
        return List.of(matches);
    }

    private static Kind sameOrUpdated(Known known, Incoming wanted) {
        boolean same = known.identity().isPresent() && known.digest().equals(wanted.digest());
        return same ? Kind.SAME : Kind.UPDATED;
    }

    private void claim(int at, Known known, Kind kind) {
        claimed.add(known.id());
        matches[at] = new Match(kind, Optional.of(known));
    }

    @FunctionalInterface
    private interface Step {
        void take(int at, Incoming wanted);
    }

    /** Those that no earlier step decided. */
    private void each(Step step) {
        for (int at = 0; at < incoming.size(); at++) {
            if (matches[at] == null) {
                step.take(at, incoming.get(at));
            }
        }
    }
}
