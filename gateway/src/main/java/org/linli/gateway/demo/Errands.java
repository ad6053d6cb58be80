package org.linli.gateway.demo;

import io.vertx.core.Future;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Wgs84;
import org.linli.gateway.client.ApiProblem;

/**
 * A volunteer's accepted visits, one after the other: depart, travel in a straight line, check in with the resident's
 * code word, stay, check out. The stream is the truth: a visit that it calls cancelled is dropped wherever it stands.
 */
final class Errands {
    /** A refused step is tried again, since states may still be on their way; then the visit is left to others. */
    private static final int MOST_REFUSALS = 3;

    private static final long AGAIN_MS = 10_000;

    private final Schedule schedule;
    private final VolunteerDoor door;
    private final Habits habits;
    private final RandomGenerator chance;
    private final double metersPerSecond;
    private final Body body;
    private final Map<String, Errand> open = new HashMap<>();
    private final Map<String, Long> done = new HashMap<>();
    private @Nullable Errand current;

    Errands(Schedule schedule, VolunteerDoor door, Habits habits, RandomGenerator chance, double speed, Body body) {
        this.schedule = schedule;
        this.door = door;
        this.habits = habits;
        this.chance = chance;
        this.metersPerSecond = speed * habits.speedFactor();
        this.body = body;
    }

    boolean idle() {
        return open.isEmpty();
    }

    /** Takes in what the stream says of a visit. */
    void heard(String visitId, String orderId, String state, long plannedMs) {
        switch (state) {
            case "ASSIGNED" -> take(new Errand(visitId, orderId, plannedMs, Errand.Step.ASSIGNED));
            case "EN_ROUTE" -> take(new Errand(visitId, orderId, plannedMs, Errand.Step.EN_ROUTE));
            case "ON_SITE" -> take(new Errand(visitId, orderId, plannedMs, Errand.Step.ON_SITE));
            default -> drop(visitId);
        }
    }

    void drop(String visitId) {
        Errand dropped = open.remove(visitId);
        if (dropped != null && dropped == current) {
            current = null;
            body.stop();
            next();
        }
    }

    private void take(Errand heard) {
        if (done.containsKey(heard.visitId)) {
            return;
        }
        Errand known = open.putIfAbsent(heard.visitId, heard);
        if (known == null) {
            next();
        }
    }

    /** Turns to the most urgent visit whose time has come. */
    private void next() {
        if (current != null || open.isEmpty()) {
            return;
        }
        Errand chosen = open.values().stream()
                .min(Comparator.comparingInt(Errand::urgency).thenComparingLong(errand -> errand.plannedMs))
                .orElseThrow();
        current = chosen;
        if (chosen.task == null) {
            say(chosen, door.task(chosen.orderId), task -> {
                chosen.task = task;
                go(chosen, task);
            });
        } else {
            go(chosen, chosen.task);
        }
    }

    private void go(Errand errand, VolunteerDoor.Task task) {
        switch (errand.step) {
            case ASSIGNED -> setOut(errand, task);
            case EN_ROUTE -> travel(errand, task);
            case ON_SITE -> stay(errand, task);
        }
    }

    private void setOut(Errand errand, VolunteerDoor.Task task) {
        long travelMs = Math.round(body.place().metersTo(task.place()) / metersPerSecond * 1000);
        long early = task.earliestMs() - travelMs - schedule.nowMs();
        if (early > 0) {
            current = null;
            schedule.after(Math.min(early, 60_000), this::next);
            return;
        }
        say(errand, door.depart(errand.visitId), departed -> {
            errand.step = Errand.Step.EN_ROUTE;
            travel(errand, task);
        });
    }

    private void travel(Errand errand, VolunteerDoor.Task task) {
        long arrivesMs = body.walk(task.place(), metersPerSecond);
        later(errand, Math.max(1, arrivesMs - schedule.nowMs()), () -> arrive(errand, task));
    }

    private void arrive(Errand errand, VolunteerDoor.Task task) {
        Future<Void> checkedIn =
                door.codeWord(errand.orderId).compose(code -> door.checkIn(errand.visitId, body.place(), code));
        say(errand, checkedIn, in -> {
            errand.step = Errand.Step.ON_SITE;
            stay(errand, task);
        });
    }

    private void stay(Errand errand, VolunteerDoor.Task task) {
        later(errand, habits.stay().draw(chance), () -> leave(errand, task));
    }

    private void leave(Errand errand, VolunteerDoor.Task task) {
        Future<Void> checkedOut =
                door.codeWord(errand.orderId).compose(code -> door.checkOut(errand.visitId, task.place(), code));
        say(errand, checkedOut, out -> {
            remember(errand.visitId);
            drop(errand.visitId);
        });
    }

    /** Frames of a finished visit may still arrive; they must not start it again. Kept for ten minutes. */
    private void remember(String visitId) {
        done.values().removeIf(at -> at < schedule.nowMs() - 600_000);
        done.put(visitId, schedule.nowMs());
    }

    /** Carries on with an answer; a refusal or silence comes back to the same step later. */
    private <T> void say(Errand errand, Future<T> call, Consumer<T> then) {
        call.onSuccess(answer -> {
            if (current == errand) {
                errand.refusals = 0;
                then.accept(answer);
            }
        });
        call.onFailure(failure -> {
            if (current == errand) {
                refused(errand, failure);
            }
        });
    }

    private void refused(Errand errand, Throwable failure) {
        if (failure instanceof ApiProblem && ++errand.refusals >= MOST_REFUSALS) {
            remember(errand.visitId);
            drop(errand.visitId);
            return;
        }
        later(errand, AGAIN_MS, () -> {
            current = null;
            next();
        });
    }

    private void later(Errand errand, long delayMs, Runnable step) {
        schedule.after(delayMs, () -> {
            if (current == errand) {
                step.run();
            }
        });
    }

    /** Where the volunteer is, and legs to go elsewhere. */
    interface Body {
        Wgs84 place();

        /** Starts walking; returns the Unix milliseconds of the arrival. */
        long walk(Wgs84 to, double metersPerSecond);

        void stop();
    }
}
