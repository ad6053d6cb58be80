package org.linli.matcher.dispatch;

import java.util.HashMap;
import java.util.Map;
import org.linli.proto.Place;
import org.linli.proto.PositionSample;

/**
 * Brings the positions of those on duty into the book, and has what waits near one who has come far tried again. Used on
 * one loop.
 */
final class Movements {
    /** Closer moves change no travel time that anybody would notice. */
    private static final double WORTH_METERS = 20;

    private final Positions positions;
    private final Desk desk;
    private final DispatchSettings settings;
    private final Map<String, Place> triedAt = new HashMap<>();

    Movements(Positions positions, Desk desk, DispatchSettings settings) {
        this.positions = positions;
        this.desk = desk;
        this.settings = settings;
    }

    /** Takes in where everybody is now. */
    void read() {
        positions.forEach(this::position);
    }

    private void position(PositionSample sample) {
        Book book = desk.book();
        Place fix = book.fix(sample.getVolunteerId());
        if (fix != null && Fixes.metersBetween(fix, sample.getPlace()) < WORTH_METERS) {
            return;
        }
        BookVolunteer before = book.moved(sample.getVolunteerId(), sample.getPlace());
        if (before != null && movedFar(sample.getVolunteerId(), sample.getPlace())) {
            desk.retryNear(book.roster().get(before.slot()));
        }
    }

    /** Since the last time that the move was far enough to try again what waits near. */
    private boolean movedFar(String volunteerId, Place to) {
        Place from = triedAt.get(volunteerId);
        boolean far = from == null || Fixes.metersBetween(from, to) >= settings.retryMeters();
        if (far) {
            triedAt.put(volunteerId, to);
        }
        return far;
    }
}
