package org.linli.gateway.demo;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Wgs84;
import org.linli.proto.ServerFrame;

/** A door that writes down what is said, with the virtual second, and fails where a test says so. */
final class RecordingDoor implements VolunteerDoor {
    final List<String> said = new ArrayList<>();
    final List<Wgs84> positions = new ArrayList<>();
    final Map<String, Throwable> failures = new HashMap<>();
    Task task;

    @Nullable
    Consumer<ServerFrame> listener;

    RecordingDoor(Task task) {
        this.task = task;
    }

    void tell(ServerFrame frame) {
        Consumer<ServerFrame> hears = listener;
        if (hears != null) {
            hears.accept(frame);
        }
    }

    private Future<Void> say(String words) {
        said.add(words);
        Throwable failure = failures.get(words);
        return failure == null ? Future.succeededFuture() : Future.failedFuture(failure);
    }

    @Override
    public Future<Void> onDuty(Wgs84 place) {
        return say("on");
    }

    @Override
    public Future<Void> offDuty() {
        return say("off");
    }

    @Override
    public void listen(Consumer<ServerFrame> hears) {
        listener = hears;
    }

    @Override
    public void hangUp() {
        listener = null;
    }

    @Override
    public void position(Wgs84 place, Instant at) {
        positions.add(place);
    }

    @Override
    public void seen(String offerId) {
        say("seen " + offerId);
    }

    @Override
    public Future<Void> accept(String offerId) {
        return say("accept " + offerId);
    }

    @Override
    public Future<Void> decline(String offerId, String reason) {
        return say("decline " + offerId);
    }

    @Override
    public Future<Void> extend(String offerId) {
        return say("extend " + offerId);
    }

    @Override
    public Future<Void> handBack(String offerId, String reason) {
        return say("hand back " + offerId);
    }

    @Override
    public Future<Void> claim(String visitId, Wgs84 from) {
        return say("claim " + visitId);
    }

    @Override
    public Future<Void> depart(String visitId) {
        return say("depart " + visitId);
    }

    @Override
    public Future<Void> checkIn(String visitId, Wgs84 place, String code) {
        return say("check in " + visitId + " " + code);
    }

    @Override
    public Future<Void> checkOut(String visitId, Wgs84 place, String code) {
        return say("check out " + visitId + " " + code);
    }

    @Override
    public Future<Task> task(String orderId) {
        return Future.succeededFuture(task);
    }

    @Override
    public Future<String> codeWord(String orderId) {
        return Future.succeededFuture("plum");
    }
}
