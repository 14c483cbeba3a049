package org.neronet.man.link;

import java.util.Optional;

/** Asks the person at the terminal for a secret; where there is no terminal, there is no prompt either. */
@FunctionalInterface
public interface SecretPrompt {
    /** The answer, without echo; empty when she gave none. */
    Optional<String> ask(String question);

    /** The prompt of this process's terminal. */
    static Optional<SecretPrompt> ofConsole() {
        return Optional.ofNullable(System.console())
                .map(console -> question -> Optional.ofNullable(console.readPassword("%s", question))
                        .map(String::new)
                        .filter(answer -> !answer.isEmpty()));
    }
}
