package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.experiment.Retry;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Results;
import org.neronet.mum.store.TestPlans;
import org.neronet.mum.store.Workdir;

class EarlierWorkTest {
    @TempDir
    Path temp;

    private AttemptPlan plan;
    private AttemptPlan next;

    @BeforeEach
    void runTheFirst() throws IOException {
        Files.writeString(temp.resolve("blob"), "print(1)");
        plan = Plans.withCode(new CodeFile("src/main.py", 8, "0".repeat(64), false));
        next = Retry.next(plan);
        lay(plan);
        Files.writeString(folder(plan).work().resolve("model.ckpt"), "step 12");
        Files.writeString(folder(plan).work().resolve("src/main.py"), "print(2)");
        Files.writeString(folder(plan).claim(), "job=1\n");
    }

    @Test
    void theFilesOfTheEarlierAttemptAreThere() throws Exception {
        lay(next);
        Files.writeString(folder(next).work().resolve("model.ckpt"), "step 13");
        lay(next);

        assertThat(folder(next).work().resolve("model.ckpt")).hasContent("step 13");
        assertThat(folder(next).work().resolve("src/main.py")).hasContent("print(2)");
        assertThat(folder(plan).work().resolve("model.ckpt")).hasContent("step 13");
        assertThat(folder(next).environment())
                .content()
                .contains("export NERONET_ATTEMPT='2'\nexport NERONET_RESUMED='1'\n");
        assertThat(folder(plan).environment()).content().doesNotContain("NERONET_RESUMED");
    }

    @Test
    void theResultsAreThoseOfTheLaterAttempt() throws Exception {
        lay(next);

        assertThat(new Results(attempt(plan)).list().files()).isEmpty();
        assertThat(new Results(attempt(next)).list().files())
                .extracting(file -> file.path())
                .contains("model.ckpt");
    }

    @Test
    void aMoveThatWasBrokenOffIsFinished() throws Exception {
        Files.createDirectories(folder(next).root());
        Files.move(folder(plan).work(), folder(next).work());

        lay(next);

        assertThat(folder(next).work().resolve("src/main.py")).hasContent("print(2)");
        assertThat(folder(plan).work().resolve("model.ckpt")).hasContent("step 12");
    }

    @Test
    void whoseEarlierFilesAreGoneBeginsAnew() throws Exception {
        Files.delete(folder(plan).work().resolve("model.ckpt"));
        Files.delete(folder(plan).work().resolve("src/main.py"));
        Files.delete(folder(plan).work().resolve("src"));
        Files.delete(folder(plan).work());

        lay(next);
        lay(next);

        assertThat(folder(next).work().resolve("src/main.py")).hasContent("print(1)");
    }

    private void lay(AttemptPlan laid) throws IOException {
        new AttemptLayout(sha -> temp.resolve("blob"), temp.resolve("endpoint"), new LayoutSettings(List.of(), "0022"))
                .lay(laid, folder(laid).root(), new byte[32]);
    }

    private AttemptFolder folder(AttemptPlan of) {
        return new AttemptFolder(new Workdir(temp).attempt(of.key()));
    }

    private Attempt attempt(AttemptPlan of) {
        return TestPlans.attempt(of, temp);
    }
}
