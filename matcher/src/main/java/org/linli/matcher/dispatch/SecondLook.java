package org.linli.matcher.dispatch;

import java.util.function.Consumer;
import org.linli.proto.Place;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.score.Call;
import org.linli.solver.score.RouteScore;

/** Finds what an event may have changed among what is already planned or waits, and hands it on. Used on one loop. */
final class SecondLook {
    /** A volunteer who becomes free is shown the nearest of those who wait: more than anybody could serve in a day. */
    private static final int WAITING_NEAR = 64;
    /** Each of these is planned anew as if it had just come, so only the few that the volunteer would do first. */
    private static final int POSTPONED_NEAR = 8;

    private final Book book;
    private final Plans plans;
    private final Asking asking;
    private final RegionClock clock;
    private final DispatchSettings settings;
    private final Consumer<BookVisit> again;

    /** @param again takes what is to be worked on again */
    SecondLook(
            Book book,
            Plans plans,
            Asking asking,
            RegionClock clock,
            DispatchSettings settings,
            Consumer<BookVisit> again) {
        this.book = book;
        this.plans = plans;
        this.asking = asking;
        this.clock = clock;
        this.settings = settings;
        this.again = again;
    }

    /** What was planned for the volunteer may no longer fit, may start at another time, or may be offered now. */
    void route(BookVolunteer volunteer) {
        if (volunteer.route().isEmpty()) {
            return;
        }
        RouteScore score = book.rules().scorer().at(clock.nowMs()).score(volunteer.fact(), volunteer.route());
        if (volunteer.isAvailable() && score.isFeasible()) {
            score.calls().forEach(this::retime);
        } else {
            volunteer.route().forEach(this::unplan);
        }
    }

    private void retime(Call call) {
        BookVisit visit = book.open().find(call.visit().id());
        Placement where = visit == null ? null : visit.placement();
        if (visit != null && where != null) {
            again.accept(plans.retime(visit, where.at(call.startMs(), call.endMs(), call.travelSeconds())));
        }
    }

    private void unplan(PlanVisit planned) {
        BookVisit visit = book.open().find(planned.id());
        if (visit != null) {
            again.accept(plans.unplan(visit));
        }
    }

    /** The rest of a route that the planning itself has changed starts earlier or later than before. */
    void rerouted() {
        plans.takeRerouted().forEach(slot -> route(book.roster().get(slot)));
    }

    /** The volunteer can do more than before: those near who wait are tried again. */
    void near(BookVolunteer volunteer) {
        Place at = volunteer.known().at();
        if (at == null || !volunteer.isAvailable()) {
            return;
        }
        double meters = volunteer.reachMeters();
        for (BookVisit visit : book.open().unservedNear(at, WAITING_NEAR, meters)) {
            if (Candidates.mayServe(volunteer, visit.fact(), visit.exclusions())) {
                again.accept(visit);
            }
        }
        if (settings.inserts() && !asking.isAskedEnough(volunteer)) {
            sooner(volunteer, at, meters);
        }
    }

    /** What is wanted now and was planned for later, since everybody was busy, is planned anew; seats of one order stay. */
    private void sooner(BookVolunteer volunteer, Place at, double meters) {
        for (BookVisit visit : book.open().postponedNear(at, POSTPONED_NEAR, meters)) {
            boolean alone = visit.order().getVisitsCount() == 1;
            if (alone && visit.isFree() && Candidates.mayServe(volunteer, visit.fact(), visit.exclusions())) {
                again.accept(plans.unplan(visit));
            }
        }
    }

    /**
     * The visit is planned, but its offer cannot go out yet, since it is for later or since whom it is planned for has yet
     * to answer another: where it is wanted now, whoever becomes free is asked.
     */
    void postponed(BookVisit visit) {
        if (asking.isForNow(visit)) {
            book.open().postponed(visit);
        }
    }
}
