package org.neronet.man.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import org.slf4j.Logger;

/**
 * Sends the log to the file that {@code neronet.log} names, with two old ones of 5 MB at most. Logback finds it as a
 * service: to read the same from XML takes a tenth of a second of every command. Nothing is ever printed, as stdout is
 * data.
 */
public final class LogFile extends ContextAwareBase implements Configurator {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %level %logger{0} [%thread] %msg%n";
    private static final long LARGEST = 5 * FileSize.MB_COEFFICIENT;
    private static final int OLD_FILES = 2;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender(context, System.getProperty("neronet.log", "/dev/null")));
        context.getLogger("org.neronet").setLevel(Level.INFO);
        // It warns of what the user is told anyway.
        context.getLogger("org.apache.sshd").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, String file) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setFile(file);
        appender.setEncoder(encoder);
        appender.setRollingPolicy(window(context, appender, file));
        appender.setTriggeringPolicy(limit(context));
        appender.start();
        return appender;
    }

    private static FixedWindowRollingPolicy window(
            LoggerContext context, RollingFileAppender<ILoggingEvent> appender, String file) {
        var window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(appender);
        window.setFileNamePattern(file + ".%i");
        window.setMinIndex(1);
        window.setMaxIndex(OLD_FILES);
        window.start();
        return window;
    }

    private static SizeBasedTriggeringPolicy<ILoggingEvent> limit(LoggerContext context) {
        var limit = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        limit.setContext(context);
        limit.setMaxFileSize(new FileSize(LARGEST));
        limit.start();
        return limit;
    }
}
