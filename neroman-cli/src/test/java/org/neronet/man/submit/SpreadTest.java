package org.neronet.man.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.man.submit.Spread.Member;

class SpreadTest {
    private static Member direct(String name, int slots, int live) {
        return new Member(name, Optional.of(slots), live, Math.max(0, live - slots));
    }

    private static Member scheduler(String name, int waiting) {
        return new Member(name, Optional.empty(), waiting + 7, waiting);
    }

    @Test
    void freeSlotsAreFilledInProportion() {
        var members = List.of(direct("big", 8, 0), direct("small", 4, 2));

        assertThat(Spread.of(members, 5)).isEqualTo(Map.of("big", 4, "small", 1));
        assertThat(Spread.of(members, 10)).isEqualTo(Map.of("big", 8, "small", 2));
    }

    @Test
    void everyExperimentGoesSomewhereAndTheOrderIsTheMembersOwn() {
        var members = List.of(direct("c", 2, 0), scheduler("a", 0), direct("b", 2, 0));

        for (int count = 0; count < 40; count++) {
            var shares = Spread.of(members, count);
            assertThat(shares.keySet()).containsExactly("c", "a", "b");
            assertThat(shares.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(count);
        }
    }

    @Test
    void withMoreThanThereAreSlotsTheRestWaitsInProportionToTheSlots() {
        var members = List.of(direct("big", 6, 0), direct("small", 2, 0));

        assertThat(Spread.of(members, 80)).isEqualTo(Map.of("big", 60, "small", 20));
    }

    @Test
    void whereExperimentsWaitAlreadyFewerAreAdded() {
        var members = List.of(direct("long", 2, 12), direct("short", 2, 2));

        assertThat(Spread.of(members, 10)).isEqualTo(Map.of("long", 0, "short", 10));
        assertThat(Spread.of(members, 20)).isEqualTo(Map.of("long", 5, "short", 15));
    }

    @Test
    void whatIsLeftBehindTheFreeSlotsGoesToTheScheduler() {
        var members = List.of(direct("here", 4, 1), scheduler("triton", 50));

        assertThat(Spread.of(members, 2)).isEqualTo(Map.of("here", 2, "triton", 0));
        assertThat(Spread.of(members, 100)).isEqualTo(Map.of("here", 3, "triton", 97));
    }

    @Test
    void schedulersAreLevelledByWhatWaits() {
        var members = List.of(scheduler("a", 10), scheduler("b", 0), scheduler("c", 4));

        assertThat(Spread.of(members, 7)).isEqualTo(Map.of("a", 0, "b", 6, "c", 1));
        assertThat(Spread.of(members, 31)).isEqualTo(Map.of("a", 5, "b", 15, "c", 11));
    }

    @Test
    void whatAMemberDoesNotKnowOfYetCounts() {
        assertThat(Spread.of(List.of(direct("a", 2, 0).with(2), direct("b", 2, 0)), 2))
                .isEqualTo(Map.of("a", 0, "b", 2));
    }

    @Test
    void oneMemberGetsAllAndNoneIsAFault() {
        assertThat(Spread.of(List.of(direct("a", 1, 5)), 3)).isEqualTo(Map.of("a", 3));
        assertThatThrownBy(() -> Spread.of(List.of(), 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
