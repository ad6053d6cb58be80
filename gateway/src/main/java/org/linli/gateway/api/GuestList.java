package org.linli.gateway.api;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Route;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.view.Activities;
import org.linli.proto.Activity;
import org.linli.proto.ActivityState;
import org.linli.proto.Eligibility;
import org.linli.proto.ResidentFile;

/**
 * Activities as they matter to somebody who comes to be helped: near the own door, and open to that person. A proposal to look,
 * never a decision: the registry checks again who signs up.
 */
final class GuestList {
    /** As far as somebody of eighty goes for a haircut, with company or by bus. */
    private static final int NEAR_METERS = 5_000;

    private final Desk desk;

    GuestList(Desk desk) {
        this.desk = desk;
    }

    /** The same who may sign that person up: oneself, family, staff. Throws {@code not-allowed}. */
    void allow(Exchange exchange, String person) {
        String community = resident(person).getCommunity();
        Registrar.allow(
                exchange,
                Route.ACTIVITY_JOIN,
                new Parties(
                        Sight.family(desk.view(), person),
                        Set.of(),
                        "",
                        community.isEmpty() ? Set.of() : Set.of(community)));
    }

    private ResidentFile resident(String person) {
        return desk.view()
                .findProfile(person)
                .map(seen -> seen.value().getResident())
                .orElse(ResidentFile.getDefaultInstance());
    }

    /** Those where the person takes part, or may: by place, age, a circumstance that may be stated, and community. */
    Predicate<Activity> open(String person) {
        ResidentFile file = resident(person);
        long now = desk.nowMs().getAsLong();
        return activity -> activity.getState() != ActivityState.ACTIVITY_STATE_SERIES
                && (Activities.find(activity, person)
                                .filter(own -> own.getGuest())
                                .isPresent()
                        || (activity.getState() == ActivityState.ACTIVITY_STATE_PUBLISHED
                                && activity.getGuestPlaces() > 0
                                && now < activity.getSignUpUntilMs()
                                && isNear(activity, file)
                                && mayCome(activity, file)));
    }

    private static boolean isNear(Activity activity, ResidentFile file) {
        return !file.hasHome()
                || Spots.wgs84(file.getHome()).metersTo(Spots.wgs84(activity.getLocation())) <= NEAR_METERS;
    }

    private boolean mayCome(Activity activity, ResidentFile file) {
        Eligibility rules = activity.getGuestEligibility();
        boolean here =
                rules.getCommunitiesCount() == 0 || rules.getCommunitiesList().contains(file.getCommunity());
        return here && (rules.getCircumstancesCount() > 0 || !mustState(activity, file));
    }

    /** Whether the person comes for a circumstance that is to be stated, being too young otherwise. */
    boolean mustState(Activity activity, String person) {
        return mustState(activity, resident(person));
    }

    private boolean mustState(Activity activity, ResidentFile file) {
        Eligibility rules = activity.getGuestEligibility();
        boolean anybody = rules.getLeastAge() == 0 && rules.getCircumstancesCount() == 0;
        boolean old = rules.getLeastAge() > 0
                && file.getBirthYear() > 0
                && year(activity) - file.getBirthYear() >= rules.getLeastAge();
        return !anybody && !old;
    }

    private int year(Activity activity) {
        return Instant.ofEpochMilli(activity.getWindow().getStartMs())
                .atZone(desk.policy().zone())
                .getYear();
    }
}
