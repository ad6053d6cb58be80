package org.linli.matcher.dispatch;

import java.util.BitSet;
import java.util.Collection;
import java.util.function.IntPredicate;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.travel.Pace;
import org.linli.proto.Place;
import org.linli.proto.SkillClaim;

/**
 * The index of volunteers: who is near now, who will come by later, who has a skill, and who lives near but may not be
 * planned. One thread writes; {@link #copy} is a still picture for readers.
 */
final class Whereabouts {
    private final Grid now;
    private final Grid away;
    private final Passing passing;
    private final Skilled skilled;

    Whereabouts(RegionPolicy.Area area) {
        this(new Grid(area), new Grid(area), new Passing(area), new Skilled());
    }

    private Whereabouts(Grid now, Grid away, Passing passing, Skilled skilled) {
        this.now = now;
        this.away = away;
        this.passing = passing;
        this.skilled = skilled;
    }

    Whereabouts copy() {
        return new Whereabouts(now.copy(), away.copy(), passing.copy(), skilled.copy());
    }

    /** Takes in a volunteer as changed in any way. */
    void put(BookVolunteer volunteer, Pace paces) {
        int slot = volunteer.slot();
        Place at = volunteer.known().at();
        double pace = paces.of(volunteer.calendar().getDuty().getTravelMode());
        if (volunteer.isAvailable() && at != null) {
            now.put(slot, at, pace);
            away.remove(slot);
            skilled.put(
                    slot,
                    volunteer.file().getSkillsList().stream()
                            .map(SkillClaim::getSkill)
                            .toList());
            passing.put(volunteer, pace);
            return;
        }
        now.remove(slot);
        skilled.remove(slot);
        passing.remove(slot);
        if (at == null) {
            away.remove(slot);
        } else {
            away.put(slot, at, pace);
        }
    }

    /** Only the last fix has changed. */
    void move(BookVolunteer volunteer, Pace paces) {
        Place at = volunteer.known().at();
        if (at != null && now.contains(volunteer.slot())) {
            now.put(
                    volunteer.slot(),
                    at,
                    paces.of(volunteer.calendar().getDuty().getTravelMode()));
        }
    }

    /** Only what is planned for the volunteer, or on its way to the store, has changed. */
    void reroute(BookVolunteer volunteer, Pace paces) {
        if (now.contains(volunteer.slot())) {
            passing.put(volunteer, paces.of(volunteer.calendar().getDuty().getTravelMode()));
        }
    }

    /**
     * The nearest available ones by travel time who pass, nearest first. With skills asked for, all holders of the rarest
     * are looked at where they are so few that rings of cells would hold more people before enough holders are found:
     * where h of n have it, {@code count} of them are among the nearest {@code count * n / h}.
     */
    int[] nearest(Collection<String> skills, Place place, int count, double maxSeconds, IntPredicate passes) {
        BitSet holders = skilled.fewest(skills);
        if (holders == null) {
            return now.nearest(place, count, maxSeconds, passes);
        }
        return areFew(holders, count)
                ? now.nearestOf(holders, place, count, maxSeconds, passes)
                : now.nearest(place, count, maxSeconds, slot -> holders.get(slot) && passes.test(slot));
    }

    private boolean areFew(BitSet holders, int count) {
        long few = holders.cardinality();
        return few * few <= (long) count * now.size();
    }

    /** The nearest by the places that they will come from, no later than the moment. */
    int[] passing(
            Collection<String> skills, Place place, int count, double maxSeconds, long latestMs, IntPredicate passes) {
        BitSet holders = skilled.fewest(skills);
        if (holders == null) {
            return passing.nearest(place, count, maxSeconds, latestMs, passes);
        }
        return areFew(holders, count)
                ? passing.nearestOf(holders, place, count, maxSeconds, latestMs, passes)
                : passing.nearest(place, count, maxSeconds, latestMs, slot -> holders.get(slot) && passes.test(slot));
    }

    /** The nearest of those who may not be planned now, by where they live. */
    int[] away(Place place, int count, double maxSeconds, IntPredicate passes) {
        return away.nearest(place, count, maxSeconds, passes);
    }
}
