package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.linli.proto.Dispatch;
import org.linli.proto.OfferScore;
import org.linli.proto.ProposedInvitation;
import org.linli.proto.ProposedOffer;
import org.linli.proto.ProposedTeamOffer;
import org.linli.proto.Window;
import org.linli.proto.Withdrawal;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.score.Call;
import org.linli.solver.score.Insertion;
import org.linli.solver.score.InsertionFinder;
import org.linli.solver.score.RouteScore;

/**
 * Turns plans into offers and invitations, and sends them on their way under the lease's epoch. Used on one loop.
 */
final class Asking {
    /** What the registry takes of invited volunteers. */
    private static final int MOST_INVITED = 64;

    private final Book book;
    private final Plans plans;
    private final Commits commits;
    private final RegionClock clock;
    private final DispatchMeters meters;
    private Offering offering;
    private BooleanSupplier confirmed = () -> true;
    private long epoch;

    Asking(Book book, Plans plans, Commits commits, RegionClock clock, DispatchMeters meters) {
        this.book = book;
        this.plans = plans;
        this.commits = commits;
        this.clock = clock;
        this.meters = meters;
        offering = new Offering(book.rules().policy());
    }

    void rules(Rules rules) {
        offering = new Offering(rules.policy());
    }

    void epoch(long newEpoch) {
        epoch = newEpoch;
    }

    /** @param check whether the lease was confirmed of late */
    void confirmedBy(BooleanSupplier check) {
        confirmed = check;
    }

    boolean mayPropose() {
        return epoch > 0 && confirmed.getAsBoolean();
    }

    Offering.Way way(BookVisit visit) {
        return offering.way(visit);
    }

    boolean isForNow(BookVisit visit) {
        return offering.isForNow(visit, clock.nowMs());
    }

    long offerAtMs(BookVisit visit, Placement where) {
        return offering.offerAtMs(visit, where.startMs(), where.choice());
    }

    /** When a visit would be offered that starts then, by whomever. */
    long offerAtMs(BookVisit visit, long startMs) {
        return offering.offerAtMs(visit, startMs, Choice.UNKNOWN);
    }

    /** Whether as many offers as the policy allows are out to the volunteer. */
    boolean isAskedEnough(BookVolunteer volunteer) {
        return volunteer.openOffers() >= book.rules().offering().openOffersPerVolunteer();
    }

    /** The volunteers for whom visits of the order are planned or on their way. */
    Set<String> holdersOf(String orderId) {
        Set<String> holders = new HashSet<>();
        for (BookVisit visit : book.open().ofOrder(orderId)) {
            Placement where = visit.placement();
            if (where != null && where.volunteer() >= 0) {
                holders.add(book.roster().get(where.volunteer()).id());
            }
        }
        return holders;
    }

    /**
     * Offers planned visits of one order to their volunteers, all in one commit. Returns those whose place in the plan is
     * no longer there; they are still planned.
     */
    List<BookVisit> offer(List<BookVisit> due) {
        List<BookVisit> lost = new ArrayList<>();
        Dispatch.Builder dispatch = Dispatch.newBuilder();
        List<Commits.Part> parts = new ArrayList<>();
        for (BookVisit visit : due) {
            Placement where = timed(visit);
            if (where == null) {
                lost.add(visit);
            } else {
                add(dispatch, parts, visit, where);
            }
        }
        submit(dispatch, parts);
        return lost;
    }

    /** Takes an unseen offer back and makes another of the same visit, in one commit. */
    void offerAnew(BookVisit visit, Placement where, String offerId, long gain) {
        Dispatch.Builder dispatch = Dispatch.newBuilder()
                .addWithdrawals(Withdrawal.newBuilder()
                        .setOfferId(offerId)
                        .setReason("better-plan")
                        .setGain(gain));
        List<Commits.Part> parts = new ArrayList<>();
        add(dispatch, parts, visit, where);
        meters.changedOffer(gain);
        submit(dispatch, parts);
    }

    /** Where the visit stands on its route as of now; null where it no longer fits. */
    private @Nullable Placement timed(BookVisit visit) {
        Placement where = visit.placement();
        if (where == null) {
            return null;
        }
        BookVolunteer volunteer = book.roster().get(where.volunteer());
        RouteScore score = book.rules().scorer().at(clock.nowMs()).score(volunteer.fact(), volunteer.route());
        if (!volunteer.isAvailable() || !score.isFeasible()) {
            return null;
        }
        return score.calls().stream()
                .filter(call -> call.visit().id().equals(visit.id()))
                .findFirst()
                .map(call -> timed(where, call))
                .orElse(null);
    }

    private static Placement timed(Placement where, Call call) {
        return where.at(call.startMs(), call.endMs(), call.travelSeconds());
    }

    private void add(Dispatch.Builder dispatch, List<Commits.Part> parts, BookVisit visit, Placement where) {
        BookVolunteer volunteer = book.roster().get(where.volunteer());
        OfferScore score = OfferScores.of(insertion(visit, volunteer));
        plans.reserve(visit, where);
        dispatch.addOffers(ProposedOffer.newBuilder()
                .setVisitId(visit.id())
                .setVolunteerId(volunteer.id())
                .setWindow(Window.newBuilder().setStartMs(where.startMs()).setEndMs(where.endMs()))
                .setTravelSeconds(where.travelSeconds())
                .setOrigin(where.origin())
                .setScore(score)
                .addAllReasons(Reasons.of(
                        volunteer.fact(),
                        visit.fact(),
                        book.rules().policy(),
                        clock.nowMs(),
                        where.travelSeconds(),
                        where.choice())));
        parts.add(new Commits.Part(visit.id(), where.volunteer(), volunteer.id()));
        meters.offered(where.origin());
    }

    /** The change that the visit makes where it stands on the route, or would stand best. */
    private Insertion insertion(BookVisit visit, BookVolunteer volunteer) {
        InsertionFinder finder = new InsertionFinder(book.rules().scorer().at(clock.nowMs()));
        List<PlanVisit> others = new ArrayList<>(volunteer.route());
        for (int position = 0; position < others.size(); position++) {
            if (others.get(position).id().equals(visit.id())) {
                PlanVisit planned = others.remove(position);
                return finder.at(volunteer.fact(), others, planned, position);
            }
        }
        return finder.leastBad(volunteer.fact(), others, visit.fact());
    }

    /** Offers all visits of an order to a team, where one is to be asked first; false: single people are asked. */
    boolean offerToTeam(List<BookVisit> free) {
        Optional<ProposedTeamOffer> offer = book.teams().find(book, free, clock.nowMs());
        offer.ifPresent(proposed -> {
            List<Commits.Part> parts = new ArrayList<>();
            for (BookVisit visit : free) {
                plans.reserveListing(visit);
                parts.add(new Commits.Part(visit.id(), Plans.NOBODY, ""));
            }
            meters.offered("team");
            submit(Dispatch.newBuilder().addTeamOffers(proposed), parts);
        });
        return offer.isPresent();
    }

    /** Lists the visit for claiming by the nearest who qualify. */
    void invite(BookVisit visit, int[] near) {
        int count = Math.min(MOST_INVITED, offering.invited(visit));
        ProposedInvitation.Builder invitation = ProposedInvitation.newBuilder()
                .setVisitId(visit.id())
                .setUntilMs(offering.inviteUntilMs(visit, clock.nowMs()));
        for (int i = 0; i < Math.min(near.length, count); i++) {
            invitation.addVolunteers(book.roster().get(near[i]).id());
        }
        plans.reserveListing(visit);
        meters.invited();
        submit(
                Dispatch.newBuilder().addInvitations(invitation),
                List.of(new Commits.Part(visit.id(), Plans.NOBODY, "")));
    }

    private void submit(Dispatch.Builder dispatch, List<Commits.Part> parts) {
        if (!parts.isEmpty()) {
            commits.submit(dispatch.build(), parts, epoch);
        }
    }
}
