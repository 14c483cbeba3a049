package org.neronet.man.link;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
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
    private final Name own;
    private final Optional<Name> other;
    private final SshFaults faults;
    private final AtomicReference<NeronetException> refusal = new AtomicReference<>();

    /** Under what the known hosts have a key. */
    private record Name(String host, int port) {
        static Name of(SshConfig config) {
            return config.hostKeyAlias()
                    .map(alias -> new Name(alias, 22))
                    .orElse(new Name(config.hostName(), config.port()));
        }
    }

    HostKeyCheck(KnownHosts known, SshConfig config, SshFaults faults) {
        this(known, config, Optional.empty(), faults);
    }

    /**
     * @param gateway under whose name the key is looked up when it is not known under its own: hosts behind one alias
     *     share their keys, or all their keys are known for the alias
     */
    HostKeyCheck(KnownHosts known, SshConfig config, Optional<SshConfig> gateway, SshFaults faults) {
        this.known = known;
        this.own = Name.of(config);
        this.other = gateway.map(Name::of);
        this.faults = faults;
    }

    /** Whether only a host certificate would satisfy the known hosts. */
    boolean needsCertificate() {
        return known.needsCertificate(own.host(), own.port());
    }

    /**
     * What to offer the server: algorithms of known keys first, since the first one that it has decides which key it
     * shows; never certificates, since a plain key is what is known.
     */
    List<NamedFactory<Signature>> algorithms() {
        var types = new HashSet<>(known.types(own.host(), own.port()));
        other.ifPresent(name -> types.addAll(known.types(name.host(), name.port())));
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
        var verdict = verdict(key);
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

    /** A key that is not the gateway's says nothing against a neighbour. */
    private KnownHosts.Verdict verdict(PublicKey key) {
        var verdict = known.check(own.host(), own.port(), key);
        if (verdict.trust() != KnownHosts.Trust.UNKNOWN || other.isEmpty()) {
            return verdict;
        }
        var shared = known.check(other.get().host(), other.get().port(), key);
        return shared.trust() == KnownHosts.Trust.CHANGED ? verdict : shared;
    }

    /** Why the key was refused, if it was. */
    Optional<NeronetException> refusal() {
        return Optional.ofNullable(refusal.get());
    }
}
