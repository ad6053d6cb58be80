package org.linli.gateway.demo;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.function.Consumer;
import org.linli.domain.Wgs84;
import org.linli.proto.ServerFrame;

/** All that one volunteer can say to Linli. Every answer may fail with the client's problems. */
public interface VolunteerDoor {
    Future<Void> onDuty(Wgs84 place);

    Future<Void> offDuty();

    /** Opens the stream; frames go to the listener until {@link #hangUp}. */
    void listen(Consumer<ServerFrame> listener);

    void hangUp();

    void position(Wgs84 place, Instant at);

    /** The offer is on the screen. */
    void seen(String offerId);

    Future<Void> accept(String offerId);

    Future<Void> decline(String offerId, String reason);

    Future<Void> extend(String offerId);

    Future<Void> handBack(String offerId, String reason);

    Future<Void> claim(String visitId, Wgs84 from);

    Future<Void> depart(String visitId);

    Future<Void> checkIn(String visitId, Wgs84 place, String code);

    Future<Void> checkOut(String visitId, Wgs84 place, String code);

    /** What an accepted order's card says: where, and from when on. */
    Future<Task> task(String orderId);

    /** Rings at the resident's door: the code word that the resident shows. */
    Future<String> codeWord(String orderId);

    /**
     * An accepted order.
     *
     * @param earliestMs the window's start in Unix milliseconds
     */
    record Task(Wgs84 place, long earliestMs) {}
}
