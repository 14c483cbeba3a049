package org.neronet.man.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of one login: the agent's first, then files, each opened only when its turn comes; keeps what was tried. */
final class KeyTrial implements KeyIdentityProvider {
    private static final Logger LOG = LoggerFactory.getLogger(KeyTrial.class);
    private static final int MAX_KEY_FILE = 64 << 10;

    private final SshConfig config;
    private final Optional<SecretPrompt> prompt;
    private final List<String> tried = new CopyOnWriteArrayList<>();
    private final List<PublicKey> fromAgent = new CopyOnWriteArrayList<>();

    KeyTrial(SshConfig config, Optional<SecretPrompt> prompt) {
        this.config = config;
        this.prompt = prompt;
    }

    /** The agent, if one is configured and listens. */
    Optional<SshAgent> agent() {
        if (config.agentSocket().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AgentClient(config.agentSocket().get(), this));
        } catch (IOException | RuntimeException e) {
            agentFailed(e);
            return Optional.empty();
        }
    }

    void agentFailed(Exception e) {
        LOG.info("no keys from the agent at {}: {}", config.agentSocket().orElse(null), e.getMessage());
        tried.add("the agent does not answer");
    }

    /** Whether a key of the agent is to be offered. */
    boolean wants(PublicKey key, String comment) {
        if (!AgentClient.isUsable(key)) {
            tried.add("left out " + comment + " of the agent: a certificate or a key on a token");
            return false;
        }
        if (config.identitiesOnly() && configured().noneMatch(k -> KeyUtils.compareKeys(k, key))) {
            return false;
        }
        fromAgent.add(key);
        tried.add("tried " + comment + " of the agent");
        return true;
    }

    @Override
    public Iterable<KeyPair> loadKeys(SessionContext session) {
        return () -> config.identityFiles().stream()
                .flatMap(file -> load(session, file).stream())
                .iterator();
    }

    private List<KeyPair> load(SessionContext session, Path file) {
        if (publicKey(file)
                .filter(key -> fromAgent.stream().anyMatch(k -> KeyUtils.compareKeys(k, key)))
                .isPresent()) {
            return List.of();
        }
        var asked = new ArrayList<String>();
        FilePasswordProvider passphrase = (context, resource, attempt) -> {
            asked.add(file.toString());
            return attempt > 0 ? null : ask(file);
        };
        try (var in = Files.newInputStream(file)) {
            var bytes = new java.io.ByteArrayInputStream(in.readNBytes(MAX_KEY_FILE));
            var pairs = SecurityUtils.loadKeyPairIdentities(session, new PathResource(file), bytes, passphrase);
            return pairs == null ? List.of() : usable(file, pairs);
        } catch (NoSuchFileException e) {
            LOG.debug("no {}", file);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.debug("cannot use {}", file, e);
            tried.add("left out " + file + (asked.isEmpty() ? ": " + e.getMessage() : reasonOfLocked()));
        }
        return List.of();
    }

    private List<KeyPair> usable(Path file, Iterable<KeyPair> pairs) {
        var usable = StreamSupport.stream(pairs.spliterator(), false)
                .filter(pair -> AgentClient.isUsable(pair.getPublic()))
                .toList();
        tried.add(usable.isEmpty() ? "left out " + file + ": a key on a token" : "tried " + file);
        return usable;
    }

    private String ask(Path file) {
        return prompt.flatMap(p -> p.ask("Passphrase for " + file + ": ")).orElse(null);
    }

    private String reasonOfLocked() {
        return prompt.isPresent() ? ": wrong passphrase" : ": it needs a passphrase";
    }

    private Stream<PublicKey> configured() {
        return config.identityFiles().stream().flatMap(file -> publicKey(file).stream());
    }

    /** The public half beside a private key, or the file itself if it is one: then only the agent has the other half. */
    private static Optional<PublicKey> publicKey(Path file) {
        return Stream.of(Path.of(file + ".pub"), file)
                .flatMap(f -> readPublic(f).stream())
                .findFirst();
    }

    private static Optional<PublicKey> readPublic(Path file) {
        try (var in = Files.newInputStream(file)) {
            var text = new String(in.readNBytes(MAX_KEY_FILE), java.nio.charset.StandardCharsets.ISO_8859_1);
            if (text.startsWith("-----")) {
                return Optional.empty();
            }
            var entry = PublicKeyEntry.parsePublicKeyEntry(text.strip());
            return Optional.ofNullable(entry.resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.IGNORING));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.debug("{} is no public key: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /** What was tried and what was left out, for the message when nothing helped. */
    String story() {
        return tried.isEmpty() ? "no agent and no key file to try" : String.join(", ", tried);
    }
}
