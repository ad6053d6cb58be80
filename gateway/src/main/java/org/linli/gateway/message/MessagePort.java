package org.linli.gateway.message;

import io.vertx.core.Future;

/** Reaches a person by telephone number at once, beside all records: for sign-in codes. Nothing of it blocks. */
public interface MessagePort {
    /** Sends the letter once; the future fails where it certainly was not sent. */
    Future<Void> send(Letter letter);
}
