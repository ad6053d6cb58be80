package org.linli.gateway.message;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Sign-in codes by a carrier of text messages. */
public final class CarriedMessages implements MessagePort {
    private final Vertx vertx;
    private final Carrier carrier;
    private final long costMilli;
    private final MessageMeters meters;

    /** @param costMilli what one message costs, in thousandths of the currency's unit */
    public CarriedMessages(Vertx vertx, Carrier carrier, long costMilli, MessageMeters meters) {
        this.vertx = vertx;
        this.carrier = carrier;
        this.costMilli = costMilli;
        this.meters = meters;
    }

    @Override
    public Future<Void> send(Letter letter) {
        return Future.fromCompletionStage(carrier.send(letter), vertx.getOrCreateContext())
                .onComplete(done -> {
                    meters.count("SMS", letter.purpose(), done.succeeded() ? "SENT" : "FAILED");
                    meters.cost("SMS", done.succeeded() ? costMilli : 0);
                })
                .mapEmpty();
    }
}
