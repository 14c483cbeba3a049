package org.neronet.man.link;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.neronet.common.fault.NeronetException;

/** Accepts the host keys that are known for one host and no others, and remembers why it refused one. */
final class HostKeyCheck implements ServerKeyVerifier {
    private static final List<BuiltinSignatures> ALGORITHMS = List.of(
            BuiltinSignatures.ed25519,
            BuiltinSignatures.nistp256,
            BuiltinSignatures.nistp384,
            BuiltinSignatures.nistp521,
            BuiltinSignatures.rsaSHA512,
            BuiltinSignatures.rsaSHA256);

    private final KnownHosts known;
    private final String host;
    private final int port;
    private final SshFaults faults;
    private final AtomicReference<NeronetException> refusal = new AtomicReference<>();

    HostKeyCheck(KnownHosts known, SshConfig config, SshFaults faults) {
        this.known = known;
        this.host = config.hostKeyAlias().orElse(config.hostName());
        this.port = config.hostKeyAlias().isPresent() ? 22 : config.port();
        this.faults = faults;
    }

    /** Whether only a host certificate would satisfy the known hosts. */
    boolean needsCertificate() {
        return known.needsCertificate(host, port);
    }

    /**
     * What to offer the server: algorithms of known keys first, since the first one that it has decides which key it
     * shows; never certificates, since a plain key is what is known.
     */
    List<NamedFactory<Signature>> algorithms() {
        var types = known.types(host, port);
        var first = new ArrayList<NamedFactory<Signature>>();
        var later = new ArrayList<NamedFactory<Signature>>();
        for (var algorithm : ALGORITHMS) {
            if (algorithm.isSupported()) {
                (types.contains(KeyUtils.getCanonicalKeyType(algorithm.getName())) ? first : later).add(algorithm);
            }
        }
        first.addAll(later);
        return first;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        var verdict = known.check(host, port, key);
        var shown = KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
        var where = verdict.where().orElse("");
        refusal.set(
                switch (verdict.trust()) {
                    case KNOWN -> null;
                    case UNKNOWN -> faults.unknownHostKey(shown, null);
                    case CHANGED -> faults.changedHostKey(shown, where, null);
                    case REVOKED -> faults.revokedHostKey(shown, where);
                });
        return verdict.trust() == KnownHosts.Trust.KNOWN;
    }

    /** Why the key was refused, if it was. */
    Optional<NeronetException> refusal() {
        return Optional.ofNullable(refusal.get());
    }
}
