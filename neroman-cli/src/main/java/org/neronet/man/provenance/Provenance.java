package org.neronet.man.provenance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.neronet.common.disk.Sha256;
import org.neronet.common.json.JsonObject;

/**
 * Where a definition or an attempt came from.
 *
 * @param user who typed it
 * @param host on which machine
 * @param git the checkout around the experiment folder, if there is one
 * @param environment versions, system and virtual environment; plain texts by name
 */
public record Provenance(String user, String host, Optional<GitState> git, JsonObject environment) {
    /** Nothing is known, as of what older versions recorded. */
    public static final Provenance UNKNOWN = new Provenance("unknown", "unknown", Optional.empty(), JsonObject.empty());

    /** SHA-256 of all of it: equal ones are kept once. */
    public String digest() {
        var text = JsonObject.of("user", user)
                .with("host", host)
                .with("commit", git.map(GitState::commit))
                .with("branch", git.flatMap(GitState::branch))
                .with("remote", git.flatMap(GitState::remote))
                .with("diff", git.map(GitState::diff))
                .with("untracked", git.map(GitState::untracked).orElse(List.of()))
                .with("environment", environment);
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
