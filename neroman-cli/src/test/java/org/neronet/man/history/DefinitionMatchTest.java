package org.neronet.man.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.man.history.Definition.Kind;
import org.neronet.man.history.DefinitionMatch.Incoming;
import org.neronet.man.history.DefinitionMatch.Known;

class DefinitionMatchTest {
    private static final Known A = known(1, "a", "A");
    private static final Known B = known(2, "b", "B");

    @Test
    void sameToTheLetterIsTheSame() {
        assertThat(match(List.of(new Incoming("a", "A", "a A"))).get(0)).isEqualTo(is(Kind.SAME, A));
    }

    @Test
    void otherResourcesAreAnUpdate() {
        assertThat(match(List.of(new Incoming("a", "A", "more memory"))).get(0)).isEqualTo(is(Kind.UPDATED, A));
    }

    @Test
    void anotherNameKeepsTheExperiment() {
        assertThat(match(List.of(new Incoming("a_x-1", "A", "d"))).get(0)).isEqualTo(is(Kind.UPDATED, A));
    }

    @Test
    void otherCodeIsAChange() {
        assertThat(match(List.of(new Incoming("a", "A2", "d"))).get(0)).isEqualTo(is(Kind.CHANGED, A));
    }

    @Test
    void swappedNamesFollowTheIdentity() {
        assertThat(match(List.of(new Incoming("a", "B", "d"), new Incoming("b", "A", "d"))))
                .containsExactly(is(Kind.UPDATED, B), is(Kind.UPDATED, A));
    }

    @Test
    void aNameThatWentToAnotherIsFree() {
        assertThat(match(List.of(new Incoming("b", "A", "d"), new Incoming("a", "C", "d"))))
                .containsExactly(is(Kind.UPDATED, A), new DefinitionMatch.Match(Kind.NEW, Optional.empty()));
    }

    @Test
    void twoOfOneIdentityAreTwo() {
        assertThat(match(List.of(new Incoming("a", "A", "a A"), new Incoming("c", "A", "d"))))
                .containsExactly(is(Kind.SAME, A), new DefinitionMatch.Match(Kind.NEW, Optional.empty()));
    }

    @Test
    void whatAnOlderNeronetDefinedIsKnownByItsDigest() {
        var old = new Known(7, "o", Optional.empty(), "d", true);

        assertThat(DefinitionMatch.of(List.of(new Incoming("o", "O", "d")), List.of(old)))
                .containsExactly(is(Kind.UPDATED, old));
        assertThat(DefinitionMatch.of(List.of(new Incoming("o", "O", "other")), List.of(old)))
                .containsExactly(is(Kind.CHANGED, old));
    }

    private static List<DefinitionMatch.Match> match(List<Incoming> incoming) {
        return DefinitionMatch.of(incoming, List.of(A, B));
    }

    private static DefinitionMatch.Match is(Kind kind, Known known) {
        return new DefinitionMatch.Match(kind, Optional.of(known));
    }

    private static Known known(long id, String name, String identity) {
        return new Known(id, name, Optional.of(identity), name + " " + identity, true);
    }
}
