package org.linli.sim;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nodes that fail on purpose have nothing to log. */
final class Quiet {
    private Quiet() {}

    static void logging() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.ERROR);
            context.getLogger("org.linli").setLevel(Level.ERROR);
        }
    }
}
