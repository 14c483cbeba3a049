package org.neronet.man.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class IoReasonTest {
    @Test
    void aReasonIsNeverThePath() {
        assertThat(IoReason.of(new AccessDeniedException("/p"))).isEqualTo("permission denied");
        assertThat(IoReason.of(new NoSuchFileException("/p"))).isEqualTo("no such file or folder");
        assertThat(IoReason.of(new FileAlreadyExistsException("/p"))).isEqualTo("something else is there already");
        assertThat(IoReason.of(new FileSystemException("/p", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(IoReason.of(new NotDirectoryException("/p"))).isEqualTo("NotDirectory");
        assertThat(IoReason.of(new IOException("the pipe broke"))).isEqualTo("the pipe broke");
        assertThat(IoReason.of(new IOException())).isEqualTo("IO");
    }
}
