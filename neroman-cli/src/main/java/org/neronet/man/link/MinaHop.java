package org.neronet.man.link;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.core.CoreModuleProperties;

/** One login by Apache MINA: to the gateway itself or to a jump host before it. */
final class MinaHop implements AutoCloseable {
    private static final Duration LOGIN = Duration.ofSeconds(30);
    private static final Duration LOGIN_WITH_PASSPHRASE = Duration.ofSeconds(120);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final SshClient client;
    private final ClientSession session;

    private MinaHop(SshClient client, ClientSession session) {
        this.client = client;
        this.session = session;
    }

    /**
     * Logs in.
     *
     * @param route how to get there
     * @throws org.neronet.common.fault.NeronetException (connection) that says at which step it failed
     */
    static MinaHop open(MinaTarget target, MinaRoute route, Optional<SecretPrompt> prompt) {
        var keys = new KeyTrial(target.config(), prompt);
        var client = client(target.check(), keys);
        try {
            client.start();
            var session = route.connect(client, target);
            login(session, target, keys, prompt.isPresent() ? LOGIN_WITH_PASSPHRASE : LOGIN);
            return new MinaHop(client, session);
        } catch (RuntimeException e) {
            client.stop();
            throw e;
        }
    }

    private static SshClient client(HostKeyCheck check, KeyTrial keys) {
        var client = SshClient.setUpDefaultClient();
        // Everything is resolved already: nothing may be read from ~/.ssh behind our back.
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setServerKeyVerifier(check);
        client.setSignatureFactories(check.algorithms());
        client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        client.setKeyIdentityProvider(keys);
        client.setAgentFactory(agents(keys));
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 3);
        return client;
    }

    private static void login(ClientSession session, MinaTarget target, KeyTrial keys, Duration limit) {
        try {
            session.auth().verify(limit);
        } catch (IOException e) {
            throw target.check().refusal().orElseGet(() -> MinaFaults.ofLogin(e, target.faults(), keys.story()));
        }
    }

    /** Only asks the agent for signatures; it is never forwarded. */
    private static SshAgentFactory agents(KeyTrial keys) {
        return new SshAgentFactory() {
            @Override
            public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
                return List.of();
            }

            @Override
            public SshAgent createClient(Session session, FactoryManager manager) {
                return keys.agent().orElse(null);
            }

            @Override
            public SshAgentServer createServer(ConnectionService service) throws IOException {
                throw new IOException("the agent is not forwarded");
            }
        };
    }

    ClientSession session() {
        return session;
    }

    @Override
    public void close() {
        client.stop();
    }
}
