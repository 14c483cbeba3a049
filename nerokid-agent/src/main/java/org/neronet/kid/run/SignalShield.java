package org.neronet.kid.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the process survive the signals that schedulers send to every process of a job. {@code sun.misc.Signal} is the
 * only way to that in Java; it is reached by name because javac's warning about it cannot be switched off.
 */
final class SignalShield {
    private static final List<String> SIGNALS = List.of("USR1", "USR2", "TERM", "HUP", "INT", "XCPU", "ALRM");

    private SignalShield() {}

    /** Ignores them from now on, each unless this Java refuses; a refusal is logged. */
    static void raise(Consumer<String> log) {
        for (var name : SIGNALS) {
            try {
                ignore(name);
            } catch (ReflectiveOperationException | RuntimeException e) {
                var cause = e instanceof InvocationTargetException wrapped ? wrapped.getCause() : e;
                log.accept("cannot ignore SIG" + name + ": " + cause.getMessage());
            }
        }
    }

    private static void ignore(String name) throws ReflectiveOperationException {
        var signal = Class.forName("sun.misc.Signal");
        var handler = Class.forName("sun.misc.SignalHandler");
        var nothing = Proxy.newProxyInstance(
                SignalShield.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> null);
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), nothing);
    }
}
