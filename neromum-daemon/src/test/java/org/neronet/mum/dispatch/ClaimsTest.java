package org.neronet.mum.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.AttemptFolder;

class ClaimsTest {
    @TempDir
    Path root;

    @Test
    void aFreeClaimIsTakenAndNothingElseIsLeft() throws Exception {
        assertThat(Claims.take(folder())).isTrue();

        assertThat(Claims.isTakenByJob(folder())).isFalse();
        assertThat(root).isDirectoryContaining(path -> path.endsWith("claim"));
        try (var files = Files.list(root)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aJobThatWasFirstKeepsItsClaim() throws Exception {
        Files.writeString(folder().claim(), "job=7_1 restart=0\n");

        assertThat(Claims.take(folder())).isFalse();

        assertThat(folder().claim()).hasContent("job=7_1 restart=0");
        assertThat(Claims.isTakenByJob(folder())).isTrue();
    }

    @Test
    void aLinkWhoseReplyWasLostIsMumsAllTheSame() throws Exception {
        Files.writeString(folder().claim(), "mum\n");

        assertThat(Claims.take(folder())).isTrue();
    }

    @Test
    void aClaimBeingWrittenBelongsToAJob() throws Exception {
        Files.createFile(folder().claim());

        assertThat(Claims.isTakenByJob(folder())).isTrue();
        assertThat(Claims.take(folder())).isFalse();
    }

    @Test
    void noClaimBelongsToNobody() throws Exception {
        assertThat(Claims.isTakenByJob(folder())).isFalse();
        assertThat(Claims.isTakenByOtherJob(folder(), "7_1")).isFalse();
    }

    @Test
    void aClaimTellsWhichSendingHasIt() throws Exception {
        assertThat(Claims.isTakenByOtherBatch(folder(), "0123456789abcdef")).isFalse();
        Files.writeString(folder().claim(), "job= restart=0 host=h parent=1 nonce=x batch=0123456789abcdef\n");

        assertThat(Claims.isTakenByOtherBatch(folder(), "0123456789abcdef")).isFalse();
        assertThat(Claims.isTakenByOtherBatch(folder(), "0123456789abcde0")).isTrue();
        assertThat(Claims.isTakenByOtherJob(folder(), "7")).isFalse();
    }

    @Test
    void aFolderThatWasNeverMadeCanStartNothing() throws Exception {
        assertThat(Claims.take(new AttemptFolder(root.resolve("never")))).isTrue();
    }

    @Test
    void aClaimThatCannotBeReadIsAnError() throws Exception {
        Files.createDirectory(folder().claim());

        assertThatThrownBy(() -> Claims.isTakenByJob(folder())).isInstanceOf(IOException.class);
    }

    @Test
    void jobsAreToldApartByTheirNumbers() throws Exception {
        Files.writeString(folder().claim(), "job=123_7 restart=0 host=n1\n");

        assertThat(Claims.isTakenByOtherJob(folder(), "123_7")).isFalse();
        assertThat(Claims.isTakenByOtherJob(folder(), "123")).isFalse();
        assertThat(Claims.isTakenByOtherJob(folder(), "124_7")).isTrue();
    }

    @Test
    void claimsWithoutAJobNumberTellNothingOfOtherJobs() throws Exception {
        Files.writeString(folder().claim(), "mum\n");
        assertThat(Claims.isTakenByOtherJob(folder(), "124_7")).isFalse();

        Files.writeString(folder().claim(), "job= restart=0 host=n1\n");
        assertThat(Claims.isTakenByOtherJob(folder(), "124_7")).isFalse();
    }

    @RepeatedTest(50)
    void whenAJobAndMumReachForItExactlyOneHasIt() throws Exception {
        var own = Files.writeString(root.resolve("own"), "job=7_1\n");
        var ready = new CountDownLatch(2);
        ExecutorService job = Executors.newSingleThreadExecutor();
        try {
            var linked = job.submit(() -> {
                meet(ready);
                return link(own);
            });
            meet(ready);
            boolean mum = Claims.take(folder());

            assertThat(linked.get()).isNotEqualTo(mum);
            assertThat(Claims.isTakenByJob(folder())).isNotEqualTo(mum);
        } finally {
            job.shutdown();
        }
    }

    private static void meet(CountDownLatch ready) throws InterruptedException {
        ready.countDown();
        ready.await();
    }

    private boolean link(Path own) throws IOException {
        try {
            Files.createLink(folder().claim(), own);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private AttemptFolder folder() {
        return new AttemptFolder(root);
    }
}
