package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.testing.Await;

/**
 * The world of one test class: a stage, a new Neronet home and, for real servers, a new cluster side. Says on failure
 * what the programs wrote, and fails the class when anything is left running.
 */
final class Lab
        implements BeforeAllCallback,
                AfterAllCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private static final Duration CALM = Duration.ofSeconds(20);

    private final boolean withCluster;
    private final Supplier<Account> who;
    private final Class<? extends Annotation> lock;
    private Account account;
    private ClusterSide clusterSide;
    private Stage stage;
    private Neroman neroman;

    private Lab(boolean withCluster, Supplier<Account> who, Class<? extends Annotation> lock) {
        this.withCluster = withCluster;
        this.who = who;
        this.lock = lock;
    }

    /** For tests of this machine alone; the account's own {@code ~/.neronet} is not touched. */
    static Lab local() {
        return new Lab(false, Account::current, UsesCluster.class);
    }

    /** For tests over SSH or with a scheduler, for which {@code ~/.neronet} of the account is the cluster's side. */
    static Lab withCluster() {
        return new Lab(true, Account::current, UsesCluster.class);
    }

    /** The same as another user, so that it can run beside one of those: only with the servers, which root has. */
    static Lab withOtherCluster() {
        return new Lab(true, Account::other, UsesOtherCluster.class);
    }

    /** Also before the class begins. */
    Account account() {
        if (account == null) {
            account = who.get();
        }
        return account;
    }

    Stage stage() {
        return stage;
    }

    Neroman neroman() {
        return neroman;
    }

    /** For a user with those variables, whose mum the test stops. */
    Neroman anotherHome(String name, Map<String, String> variables) {
        return new Neroman(account, stage, stage.privateFolder(name), variables);
    }

    Slurm slurm() {
        return new Slurm(account);
    }

    /** Mum's root for clusters other than {@code local}. */
    Path clusterRoot() {
        return clusterSide.root();
    }

    /** Processes of this class's programs, on both sides. */
    Processes processes() {
        return new Processes(roots());
    }

    private List<Path> roots() {
        return withCluster ? List.of(stage.root(), clusterSide.root()) : List.of(stage.root());
    }

    /** An attempt's folder under {@code root}, with the default workdir. */
    AttemptFolder attempt(Path root, long id) {
        var homeId = Stage.text(neroman.home().resolve("home_id")).strip();
        return new AttemptFolder(root.resolve("work/attempts/" + homeId.substring(0, 16) + "-" + id + "-1"));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (withCluster && !context.getRequiredTestClass().isAnnotationPresent(lock)) {
            throw new AssertionError(context.getRequiredTestClass() + " must say @" + lock.getSimpleName());
        }
        clusterSide = new ClusterSide(account());
        stage = Stage.make(account);
        neroman = new Neroman(account, stage, stage.privateFolder("home"));
        if (withCluster) {
            clusterSide.prepare();
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable fault) throws Throwable {
        report(context, fault);
        throw fault;
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable fault) throws Throwable {
        report(context, fault);
        throw fault;
    }

    private void report(ExtensionContext context, Throwable fault) {
        System.err.println("##### " + context.getRequiredTestClass().getSimpleName() + " " + context.getDisplayName()
                + ": " + fault.getMessage());
        System.err.println(new Evidence(roots(), processes()).text());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        try {
            leaveNothing();
        } finally {
            processes().all().forEach(Processes.Seen::kill);
            if (withCluster) {
                clusterSide.restore();
            }
            if (!Boolean.getBoolean("neronet.keep")) {
                stage.close();
            }
        }
    }

    private void leaveNothing() {
        var jobs = withCluster ? slurm().live(roots()) : List.<String>of();
        slurm().cancel(jobs);
        stopMums();
        Await.until(
                CALM,
                () -> "still running: " + processes().all(),
                () -> processes().all().isEmpty());
        assertThat(jobs).as("jobs left behind").isEmpty();
    }

    private void stopMums() {
        for (var cluster : neroman.clusters()) {
            if (!processes().mums().isEmpty()) {
                System.err.println(neroman.run("mum", "stop", cluster));
            }
        }
    }
}
