package org.neronet.mum;

import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.mum.warden.Warden;

/** Finds the kind of scheduler by its name. */
final class Wardens {
    private final Iterable<Warden> all;

    Wardens(Iterable<Warden> all) {
        this.all = all;
    }

    /** Those that this jar holds. */
    static Wardens installed() {
        return new Wardens(ServiceLoader.load(Warden.class));
    }

    /** @throws NeronetException (usage) for an unknown type; the hint lists the known ones */
    Warden ofType(String word) {
        int colon = word.indexOf(':');
        var type = colon < 0 ? word : word.substring(0, colon);
        for (var warden : all) {
            if (warden.type().equals(type)) {
                return colon < 0 ? warden : warden.named(word.substring(colon + 1));
            }
        }
        var known = java.util.stream.StreamSupport.stream(all.spliterator(), false)
                .map(Warden::type)
                .sorted()
                .collect(Collectors.joining(", "));
        throw new NeronetException(
                ExitCode.USAGE, "there is no cluster type '" + type + "'", "set type: to one of " + known);
    }
}
