package org.neronet.man.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.neronet.man.service.NeromanService;

class ServiceDoorTest {
    @SuppressWarnings("unchecked") // A class literal knows no type arguments.
    private final Supplier<NeromanService> opener = mock(Supplier.class);

    private final NeromanService service = mock(NeromanService.class);

    @Test
    void whatNoCommandNeedsIsNeverOpened() {
        new ServiceDoor(opener).close();

        verifyNoInteractions(opener);
    }

    @Test
    void whatIsNeededTwiceIsOpenedAndClosedOnce() {
        when(opener.get()).thenReturn(service);

        try (var door = new ServiceDoor(opener)) {
            assertThat(door.get()).isSameAs(door.get());
        }

        verify(opener, times(1)).get();
        verify(service, times(1)).close();
    }
}
