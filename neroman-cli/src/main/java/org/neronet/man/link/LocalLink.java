package org.neronet.man.link;

import java.util.List;
import java.util.function.Function;

/** This machine as a cluster: commands are children of this process. */
final class LocalLink implements Link {
    private final Function<String, Link> neighbours;

    /** @param neighbours opens a link to another login node, when this machine is one */
    LocalLink(Function<String, Link> neighbours) {
        this.neighbours = neighbours;
    }

    @Override
    public Link to(String host) {
        return neighbours.apply(host);
    }

    @Override
    public RemoteProcess exec(String command) {
        return ChildProcess.start(List.of("/bin/sh", "-c", command));
    }

    @Override
    public String describe() {
        return "this machine";
    }

    @Override
    public void close() {}
}
