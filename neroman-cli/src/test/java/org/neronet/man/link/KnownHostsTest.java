package org.neronet.man.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.man.link.KnownHosts.Trust;

class KnownHostsTest {
    private static KeyPair key;
    private static KeyPair other;
    private static KeyPair rsa;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        key = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        other = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        rsa = KeyUtils.generateKeyPair("ssh-rsa", 2048);
    }

    private static String line(String hosts, KeyPair pair) {
        return hosts + " " + PublicKeyEntry.toString(pair.getPublic()) + " comment";
    }

    private KnownHosts known(String... lines) throws IOException {
        var file = folder.resolve("known_hosts");
        Files.write(file, List.of(lines));
        return KnownHosts.read(List.of(file, folder.resolve("missing")));
    }

    private static Trust trust(KnownHosts known, String host, int port, PublicKey key) {
        return known.check(host, port, key).trust();
    }

    @Test
    void aKeyIsKnownUnderTheNameOfItsLine() throws IOException {
        var known = known("# comment", "", line("triton.aalto.fi,10.0.0.1", key));

        assertThat(trust(known, "triton.aalto.fi", 22, key.getPublic())).isEqualTo(Trust.KNOWN);
        assertThat(trust(known, "Triton.Aalto.FI", 22, key.getPublic())).isEqualTo(Trust.KNOWN);
        assertThat(trust(known, "10.0.0.1", 22, key.getPublic())).isEqualTo(Trust.KNOWN);
        assertThat(trust(known, "elsewhere", 22, key.getPublic())).isEqualTo(Trust.UNKNOWN);
    }

    @Test
    void anotherKeyOfTheSameTypeIsAChangeWithFileAndLine() throws IOException {
        var known = known("# first line", line("triton", key));

        var verdict = known.check("triton", 22, other.getPublic());

        assertThat(verdict.trust()).isEqualTo(Trust.CHANGED);
        assertThat(verdict.where()).contains(folder.resolve("known_hosts") + ":2");
    }

    @Test
    void aKeyOfAnUnknownTypeIsUnknown() throws IOException {
        assertThat(trust(known(line("triton", key)), "triton", 22, rsa.getPublic()))
                .isEqualTo(Trust.UNKNOWN);
    }

    @Test
    void otherPortsHaveKeysOfTheirOwn() throws IOException {
        var known = known(line("[triton]:2222", key), line("gate", key));

        assertThat(trust(known, "triton", 2222, key.getPublic())).isEqualTo(Trust.KNOWN);
        assertThat(trust(known, "triton", 22, key.getPublic())).isEqualTo(Trust.UNKNOWN);
        assertThat(trust(known, "triton", 2222, other.getPublic())).isEqualTo(Trust.CHANGED);
        assertThat(trust(known, "gate", 2222, key.getPublic())).isEqualTo(Trust.KNOWN);
        assertThat(trust(known, "gate", 2222, other.getPublic())).isEqualTo(Trust.UNKNOWN);
    }

    @Test
    void hashedNamesAreRecognised() throws Exception {
        var known = known(line(hashed("triton"), key), line(hashed("[gate]:2222"), key));

        assertThat(trust(known, "triton", 22, key.getPublic())).isEqualTo(Trust.KNOWN);
        assertThat(trust(known, "triton", 22, other.getPublic())).isEqualTo(Trust.CHANGED);
        assertThat(trust(known, "gate", 2222, key.getPublic())).isEqualTo(Trust.KNOWN);
        assertThat(trust(known, "gate", 22, key.getPublic())).isEqualTo(Trust.UNKNOWN);
    }

    private static String hashed(String name) throws GeneralSecurityException {
        var salt = new byte[20];
        salt[3] = 7;
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(salt, "HmacSHA1"));
        var base64 = Base64.getEncoder();
        return "|1|" + base64.encodeToString(salt) + "|" + base64.encodeToString(mac.doFinal(name.getBytes()));
    }

    @Test
    void aRevokedKeyIsRefusedEvenWhereItIsKnown() throws IOException {
        var known = known(line("triton", key), line("@revoked *", key));

        assertThat(trust(known, "triton", 22, key.getPublic())).isEqualTo(Trust.REVOKED);
    }

    @Test
    void linesWithoutSenseArePassedOver() throws IOException {
        var known = known("nonsense", "@marker", "|1|x|y ssh-rsa", "host ssh-ed25519 !!!", line("triton", key));

        assertThat(trust(known, "triton", 22, key.getPublic())).isEqualTo(Trust.KNOWN);
    }

    @Test
    void aCertificateAuthorityAloneNeedsOpenSsh() throws IOException {
        assertThat(known(line("@cert-authority *.fi", key)).needsCertificate("a.fi", 22))
                .isTrue();
        assertThat(known(line("@cert-authority *.fi", key)).needsCertificate("a.se", 22))
                .isFalse();
        assertThat(known(line("@cert-authority *.fi", key), line("a.fi", rsa)).needsCertificate("a.fi", 22))
                .isFalse();
    }

    @Test
    void algorithmsOfKnownKeysAreOfferedFirstAndCertificatesNever() throws IOException {
        var check = new HostKeyCheck(known(line("gate", rsa)), config(Optional.of("gate")), faults());

        assertThat(check.algorithms().stream().map(NamedResource::getName))
                .startsWith("rsa-sha2-512", "rsa-sha2-256")
                .contains("ssh-ed25519")
                .noneMatch(name -> name.contains("cert"));
    }

    @Test
    void theAliasOfTheHostKeyReplacesNameAndPort() throws IOException {
        var check = new HostKeyCheck(known(line("gate", key)), config(Optional.of("gate")), faults());
        var plain = new HostKeyCheck(known(line("gate", key)), config(Optional.empty()), faults());

        assertThat(check.verifyServerKey(null, null, key.getPublic())).isTrue();
        assertThat(check.refusal()).isEmpty();
        assertThat(plain.verifyServerKey(null, null, key.getPublic())).isFalse();
        assertThat(plain.refusal().orElseThrow()).hasMessageContaining("not known here");
    }

    @Test
    void eachRefusalHasItsOwnMessage() throws IOException {
        var changed = new HostKeyCheck(known(line("gate", other)), config(Optional.of("gate")), faults());
        changed.verifyServerKey(null, null, key.getPublic());
        var revoked = new HostKeyCheck(known(line("@revoked *", key)), config(Optional.of("gate")), faults());
        revoked.verifyServerKey(null, null, key.getPublic());

        assertThat(changed.refusal().orElseThrow())
                .hasMessageContaining("CHANGED")
                .hasMessageContaining("hosts:1");
        assertThat(revoked.refusal().orElseThrow()).hasMessageContaining("revoked");
    }

    private static SshConfig config(Optional<String> alias) {
        return new SshConfig(
                "10.1.1.1",
                2222,
                "me",
                List.of(),
                false,
                Optional.empty(),
                List.of(),
                alias,
                List.of(),
                Optional.empty());
    }

    private static SshFaults faults() {
        return new SshFaults(new SshCommand(LoginAddress.parse("triton"), Optional.empty()));
    }
}
