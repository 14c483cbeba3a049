package org.neronet.mum;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Sends the log to a file; before that it goes to stderr, never to stdout. */
final class Logging {
    private Logging() {}

    static void toFile(Path file) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        context.reset();
        context.putProperty("appender", "FILE");
        context.putProperty("file", file.toString());
        try {
            var configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(Logging.class.getResource("/logback.xml"));
        } catch (JoranException e) {
            throw new IllegalStateException("the jar's own logback.xml is wrong", e);
        }
    }
}
