package org.linli.gateway.message;

import io.vertx.core.Future;

/** Reaches a person by telephone number. Adapters may send SMS or call; none blocks. */
public interface MessagePort {
    /** Sends the text once; the future fails where it certainly was not sent. */
    Future<Void> send(String phone, String text);
}
