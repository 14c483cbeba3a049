package org.neronet.man.service;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Named threads that do not keep the process alive when a link hangs. */
final class DaemonThreads {
    private DaemonThreads() {}

    static ExecutorService pool(int size, String name) {
        return Executors.newFixedThreadPool(size, task -> make(task, name));
    }

    static Thread start(Runnable task, String name) {
        var thread = make(task, name);
        thread.start();
        return thread;
    }

    private static Thread make(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
