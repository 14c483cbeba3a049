package org.neronet.man.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.wire.Fault;
import org.neronet.common.wire.Magic;
import org.neronet.man.link.Greeting.Kind;

class GreetingTest {
    private static InputStream printed(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void noiseBeforeItIsSkippedAndWhatFollowsIsLeft() throws IOException {
        var in = printed("Welcome!\r\nno newline behind this" + Magic.READY + "\r\nframes");

        assertThat(Greeting.read(in).kind()).isEqualTo(Kind.READY);
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("frames");
    }

    @Test
    void missingFilesAreTold() {
        assertThat(Greeting.read(printed("motd\n" + Magic.MISSING + "\n")).kind())
                .isEqualTo(Kind.MISSING);
    }

    @Test
    void aFaultArrivesAsItWasSaid() {
        var fault = new Fault(ExitCode.REFUSED, "no Java 17", Optional.of("module load java"));

        var greeting = Greeting.read(printed("x" + Magic.FAULT + " " + fault.toJson() + "\n"));

        assertThat(greeting.kind()).isEqualTo(Kind.FAULT);
        assertThat(greeting.fault().orElseThrow()).hasMessage("no Java 17");
        assertThat(greeting.fault().orElseThrow().code()).isEqualTo(ExitCode.REFUSED);
        assertThat(greeting.fault().orElseThrow().hint()).contains("module load java");
    }

    @Test
    void aFaultThatMakesNoSenseIsShown() {
        var greeting = Greeting.read(printed(Magic.FAULT + " {\"code\":1}\n"));

        assertThat(greeting.fault().orElseThrow()).hasMessageContaining("{\"code\":1}");
    }

    @Test
    void anEndWithoutItIsAnEnd() {
        assertThat(Greeting.read(printed("only noise")).kind()).isEqualTo(Kind.ENDED);
        assertThat(Greeting.read(printed("only noise\n")).kind()).isEqualTo(Kind.ENDED);
    }

    @Test
    void tooMuchNoiseIsAFault() {
        var greeting = Greeting.read(printed("noise\n".repeat(Magic.MAX_NOISE / 6 + 1) + Magic.READY + "\n"));

        assertThat(greeting.fault().orElseThrow()).hasMessageContaining("1048576 bytes");
    }

    @Test
    void wordsToWaitArePassedOnAndGiveMoreTime() throws Exception {
        var said = new ArrayList<String>();
        var printed = "noise" + Magic.WAIT + " 1 %\n" + Magic.WAIT + " 2 %\n" + Magic.READY + "\n";

        assertThat(Greeting.await(printed(printed), Duration.ofSeconds(20), said::add)
                        .kind())
                .isEqualTo(Kind.READY);
        assertThat(said).containsExactly("1 %", "2 %");
    }

    @Test
    void silenceHasALimit() throws Exception {
        var pipe = Pipe.open();
        try (var in = Channels.newInputStream(pipe.source());
                var out = Channels.newOutputStream(pipe.sink())) {
            assertThat(Greeting.await(in, Duration.ofMillis(20), said -> {}).kind())
                    .isEqualTo(Kind.LATE);
            out.write(1);
        }
    }
}
