package org.linli.gateway.message;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes messages to the log, for a node that has no other way yet: whoever runs it reads them there. Of the number only
 * as much is written as tells whose it is: a log is kept and copied where a person's number has no place.
 */
public final class ConsoleMessages implements MessagePort {
    private static final Logger LOG = LoggerFactory.getLogger("org.linli.message");

    @Override
    public Future<Void> send(Letter letter) {
        LOG.info("message to {}: {}", masked(letter.to()), letter.text());
        return Future.succeededFuture();
    }

    /** 139****0001; of a short number nothing but its last two digits. */
    static String masked(String phone) {
        int shown = phone.length() >= 9 ? 4 : 2;
        int first = phone.length() >= 9 ? phone.length() - 8 : 0;
        return phone.substring(0, first) + "****" + phone.substring(Math.max(first, phone.length() - shown));
    }
}
