package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linli.matcher.solve.Zones;
import org.linli.proto.ZoneProblem;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;

/**
 * Cuts what may be planned anew into problems for zone solvers. Only volunteers who have a part in the plan, or are near
 * a visit that waits, are in them: the others could not change anything. Works on a still picture, on any thread.
 */
final class ZoneProblems {
    /** Beside those who have the visits: enough for a search to choose from. */
    private static final int NEAR_EACH = 12;

    private static final double NEAR_SECONDS = 3600;

    /**
     * The plan at one moment.
     *
     * @param visits   those that may be placed, the most urgent first
     * @param sequence of the last entry that the book has applied
     */
    record Picture(
            String region, Rules rules, long nowMs, Roster.Still roster, List<BookVisit> visits, long sequence) {}

    private ZoneProblems() {}

    static List<ZoneProblem> of(Picture picture, long seed, int seconds) {
        Map<String, BookVisit> byId = new HashMap<>();
        picture.visits().forEach(visit -> byId.put(visit.id(), visit));
        ZoneView view = new ZoneView(picture.rules(), picture.nowMs(), byId::get);
        List<ZoneVolunteer> volunteers = new ArrayList<>();
        for (int slot : slots(picture)) {
            volunteers.add(view.wire(picture.roster().get(slot)));
        }
        List<ZoneVisit> visits =
                picture.visits().stream().map(visit -> visit.needs().wire()).toList();
        return Zones.of(picture.region(), volunteers, visits).stream()
                .filter(zone -> !zone.visits().isEmpty())
                .map(zone -> problem(picture, zone, seed, seconds))
                .toList();
    }

    private static Set<Integer> slots(Picture picture) {
        Set<Integer> slots = new LinkedHashSet<>();
        for (BookVolunteer volunteer : picture.roster().volunteers()) {
            if (volunteer.isAvailable() && (!volunteer.route().isEmpty() || volunteer.openOffers() > 0)) {
                slots.add(volunteer.slot());
            }
        }
        for (BookVisit visit : picture.visits()) {
            for (int slot : near(picture, visit)) {
                slots.add(slot);
            }
        }
        return slots;
    }

    private static int[] near(Picture picture, BookVisit visit) {
        return picture.roster()
                .whereabouts()
                .nearest(
                        Candidates.skills(visit),
                        visit.place(),
                        NEAR_EACH,
                        NEAR_SECONDS,
                        slot -> Candidates.mayServe(picture.roster().get(slot), visit.fact(), visit.exclusions()));
    }

    private static ZoneProblem problem(Picture picture, Zones.Zone zone, long seed, int seconds) {
        return ZoneProblem.newBuilder()
                .setRegion(picture.region())
                .setZone(zone.key().toString())
                .setSnapshotSequence(picture.sequence())
                .setNowMs(picture.nowMs())
                .setSeed(seed)
                .setPolicyVersion(picture.rules().version())
                .setPolicyYaml(picture.rules().yaml())
                .setSeconds(seconds)
                .addAllVolunteers(zone.volunteers())
                .addAllVisits(zone.visits())
                .build();
    }
}
