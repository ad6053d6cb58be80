package org.linli.matcher.registry.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linli.domain.policy.RegionPolicy;
import org.linli.proto.ReplyFault;
import org.linli.proto.Team;
import org.linli.proto.TeamOffer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.Window;

/**
 * A leader names people for the seats that a team took: each is checked like anybody else, and all get a seat in one
 * commit or nobody does. Duty is not asked for, because the leader has spoken to them.
 */
final class Naming {
    private static final long MINUTE_MS = 60_000L;
    private static final String ORIGIN = "team";

    private final Draft draft;
    private final OrderDraft order;
    private final Team team;
    private final TeamOffer.Builder offer;
    private final List<Seat> seats;

    Naming(Draft draft, OrderDraft order, Team team, TeamOffer.Builder offer) {
        this.draft = draft;
        this.order = order;
        this.team = team;
        this.offer = offer;
        this.seats = open(draft, order);
    }

    /** The seats that wait, and that nobody holds an offer of. */
    static List<Seat> open(Draft draft, OrderDraft order) {
        return OrderDecisions.seats(draft, order).stream()
                .filter(seat ->
                        seat.state() == VisitState.VISIT_STATE_OPEN || seat.state() == VisitState.VISIT_STATE_INVITED)
                .toList();
    }

    /** How many must be named at least: all seats, or with those who come already as many as the service needs. */
    static int fewest(Draft draft, OrderDraft order) {
        int waiting = open(draft, order).size();
        int fewest = draft.policy()
                .findService(order.request().getService())
                .map(RegionPolicy.Service::fewestPeople)
                .orElse(0);
        long coming = order.before().getVisitsList().stream()
                .map(Visit::getState)
                .filter(Transitions::isCommitted)
                .count();
        return fewest == 0 ? waiting : (int) Math.max(1, Math.min(waiting, fewest - coming));
    }

    /** The leader's answer to the offer. */
    void first(List<String> people) {
        Fields.between(people.size(), fewest(draft, order), seats.size(), "/people");
        name(people);
    }

    /** Others in place of those who handed back, while their seats are open. */
    void more(List<String> people) {
        Refusal.unless(!seats.isEmpty(), "visit-taken", "", order.id(), "ASSIGNED");
        order.refuseIfTeamAsked();
        Fields.between(people.size(), 1, seats.size(), "/people");
        name(people);
    }

    private void name(List<String> people) {
        List<Candidate> candidates = people.stream()
                .map(person -> new Candidate(draft, seats.get(0), person))
                .toList();
        draft.need(candidates.stream()
                .flatMap(candidate -> candidate.keys().stream())
                .toList());
        Faults faults = new Faults();
        List<Integer> left = accepted(people, faults);
        List<Seat> free = new ArrayList<>(seats);
        leader(people, left, free);
        for (int person : left) {
            give(people, person, free, faults);
        }
        faults.throwIfAny();
        offer.addAllNamed(people);
    }

    /** Those who may be named at all, people of age first: who is under 18 goes with somebody who is not. */
    private List<Integer> accepted(List<String> people, Faults faults) {
        List<Integer> grown = new ArrayList<>();
        List<Integer> minors = new ArrayList<>();
        Set<String> twice = new HashSet<>();
        for (int i = 0; i < people.size(); i++) {
            String person = people.get(i);
            if (!twice.add(person)) {
                faults.add(i, Refusal.of("field-invalid", person, "comes twice"));
            } else if (!TeamDecisions.hasJoined(team, person)) {
                faults.add(i, Refusal.of("not-a-member", team.getId(), person));
            } else {
                (isMinor(person) ? minors : grown).add(i);
            }
        }
        grown.addAll(minors);
        return grown;
    }

    private boolean isMinor(String person) {
        return draft.findProfile(person)
                .filter(profile -> new Qualification(draft.policy())
                        .isMinor(profile.getVolunteer(), offer.getWindow().getStartMs()))
                .isPresent();
    }

    /** The first who has the leader's skills gets the leader's seat; with fewer people than seats it may stay open. */
    private void leader(List<String> people, List<Integer> left, List<Seat> free) {
        Seat first = seats.get(0);
        if (first.visit().getNumber() != 1 || order.request().getLeaderSkillsCount() == 0) {
            return;
        }
        for (int i = 0; i < left.size(); i++) {
            if (find(people.get(left.get(i)), first).isEmpty()) {
                assign(people.get(left.remove(i)), first);
                free.remove(first);
                return;
            }
        }
        if (left.size() < free.size()) {
            free.remove(first);
        }
    }

    private void give(List<String> people, int index, List<Seat> free, Faults faults) {
        Seat seat = free.get(0);
        Optional<Refusal> refused = find(people.get(index), seat);
        if (refused.isPresent()) {
            faults.add(index, refused.get());
        } else {
            assign(people.get(index), seat);
            free.remove(0);
        }
    }

    /** Why the person may not have the seat. */
    private Optional<Refusal> find(String person, Seat seat) {
        try {
            Window window = window(seat);
            new Candidate(draft, seat, person).qualified(window);
            draft.calendar(person).refuseUnlessFree(window);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal);
        }
    }

    private void assign(String person, Seat seat) {
        seat.assign(person, window(seat), ORIGIN, 0).setTeam(team.getId());
    }

    /** Together, or one after the other with the order's least gap between them. */
    private Window window(Seat seat) {
        long laterMs = (long) seats.indexOf(seat) * order.request().getGapMinMinutes() * MINUTE_MS;
        long startMs = offer.getWindow().getStartMs() + laterMs;
        return CalendarDraft.window(startMs, offer.getWindow().getEndMs() + laterMs);
    }

    /** What is wrong with whom. */
    private static final class Faults {
        private final List<ReplyFault> faults = new ArrayList<>();

        void add(int person, Refusal refusal) {
            faults.add(refusal.fault("/people/" + person));
        }

        void throwIfAny() {
            if (!faults.isEmpty()) {
                throw Refusal.ofParts("team-people-refused", faults);
            }
        }
    }
}
