package org.linli.gateway.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linli.domain.Wgs84;
import org.linli.gateway.frame.Spots;
import org.linli.proto.PositionSample;
import org.linli.proto.Profile;
import org.linli.proto.TravelMode;

/** How far a volunteer is from somewhere: from the last fix, else from home. An estimate for people, not for plans. */
record Reach(Desk desk) {
    /** Where the volunteer is likely to be; empty where neither a fix nor a home is known. */
    Optional<Wgs84> whereabouts(String volunteerId) {
        List<Wgs84> found = new ArrayList<>(1);
        desk.positions().forEach(sample -> {
            if (sample.getVolunteerId().equals(volunteerId)) {
                found.add(fix(sample));
            }
        });
        return found.stream().findFirst().or(() -> home(volunteerId));
    }

    private static Wgs84 fix(PositionSample sample) {
        return Spots.wgs84(sample.getPlace());
    }

    private Optional<Wgs84> home(String volunteerId) {
        return desk.view()
                .findProfile(volunteerId)
                .map(seen -> seen.value())
                .filter(profile -> profile.getVolunteer().hasHome())
                .map(Profile::getVolunteer)
                .map(file -> Spots.wgs84(file.getHome()));
    }

    /** Seconds to the place; 0 where it cannot be told. */
    int seconds(String volunteerId, Wgs84 to) {
        TravelMode mode = desk.view()
                .findCalendar(volunteerId)
                .map(calendar -> calendar.getDuty().getTravelMode())
                .orElse(TravelMode.TRAVEL_MODE_EBIKE);
        return whereabouts(volunteerId)
                .map(from -> desk.travelSeconds(from, to, mode))
                .orElse(0);
    }
}
