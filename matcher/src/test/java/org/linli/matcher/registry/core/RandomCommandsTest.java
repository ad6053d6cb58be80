package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.CENTRE;
import static org.linli.matcher.registry.core.Neighbourhood.CODE;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.code;
import static org.linli.matcher.registry.core.Neighbourhood.presence;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.staff;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;
import static org.linli.matcher.registry.core.Neighbourhood.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Actor;
import org.linli.proto.DeclineReason;
import org.linli.proto.Order;
import org.linli.proto.OrderState;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.VolunteerState;
import org.linli.proto.Withdrawal;

/** Random people do random things in any order, sensible or not; a failure is one seed. */
class RandomCommandsTest {
    private static final int STEPS = 1200;
    private static final VisitState OPEN = VisitState.VISIT_STATE_OPEN;
    private static final VisitState OFFERED = VisitState.VISIT_STATE_OFFERED;
    private static final VisitState INVITED = VisitState.VISIT_STATE_INVITED;
    private static final VisitState ASSIGNED = VisitState.VISIT_STATE_ASSIGNED;
    private static final String LIVELY = PolicyReader.defaultYaml("520181")
            .replace("openOffersPerVolunteer: 1", "openOffersPerVolunteer: 3")
            .replace("  shopping:\n    name: 代购", "  shopping:\n    reviewed: true\n    name: 代购");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anySequence_keepsEveryInvariant(long seed) {
        Crowd crowd = new Crowd(seed, LIVELY);
        Invariants invariants = new Invariants(crowd.here.store);
        for (int step = 0; step < STEPS; step++) {
            crowd.step();
            if (step % 10 == 0 || step == STEPS - 1) {
                invariants.check();
            }
        }
    }

    @Test
    void sequences_reachEveryCommandWithBothOutcomes() {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (long seed = 100; seed < 106; seed++) {
            Crowd crowd = new Crowd(seed, LIVELY.replace("receiverPays: false", "receiverPays: true"));
            for (int step = 0; step < STEPS; step++) {
                crowd.step();
            }
            new Invariants(crowd.here.store).check();
            crowd.outcomes.forEach((outcome, times) -> outcomes.merge(outcome, times, Integer::sum));
        }
        assertThat(outcomes)
                .containsKeys(
                        "accept",
                        "accept offer-lapsed",
                        "accept offer-withdrawn",
                        "claim",
                        "claim visit-taken",
                        "claim answer-offer-first",
                        "check-in",
                        "check-out",
                        "confirm",
                        "confirm already-posted",
                        "dispute",
                        "resolve",
                        "no-show",
                        "hand-back",
                        "move",
                        "withdraw illegal-transition",
                        "offer calendar-overlap",
                        "offer not-qualified",
                        "cancel",
                        "review",
                        "fire");
    }

    /** People, their random deeds, and what came of them. */
    private static final class Crowd {
        final Neighbourhood here;
        final Map<String, Integer> outcomes = new TreeMap<>();
        private final Random chance;
        private final List<String> orders = new ArrayList<>();

        Crowd(long seed, String yaml) {
            RegionPolicy policy = PolicyReader.read(yaml);
            here = new Neighbourhood(policy);
            chance = new Random(seed);
            for (int i = 0; i < 8; i++) {
                here.onDuty(id(i));
            }
        }

        void step() {
            here.pass(chance.nextInt(12) == 0 ? chance.nextInt((int) (20 * MINUTE)) : chance.nextInt(8_000));
            switch (chance.nextInt(25)) {
                case 0 -> note("submit", this::submit);
                case 1, 2, 3, 4 -> note("offer", this::offer);
                case 5, 6, 7 -> note("accept", () -> answer(OFFERED, here::accept));
                case 8 -> note("decline", () -> answer(OFFERED, (id, offer) -> here.decline(id, offer, anyReason())));
                case 9 -> note("see", () -> answer(OFFERED, here::see));
                case 10 -> note("extend", () -> answer(OFFERED, here::extend));
                case 11 -> note("withdraw", () -> here.withdraw(offerOf(anyVisit(OFFERED))));
                case 12 -> note("move", this::move);
                case 13 -> note("invite", () -> here.invite(anyVisit(OPEN), anyVolunteer()));
                case 14 -> note("claim", () -> here.claim(anyVisit(OPEN, INVITED), anyVolunteer()));
                case 15 ->
                    note("hand-back", () -> answer(ASSIGNED, (id, offer) -> here.handBack(id, offer, anyReason())));
                case 16, 17, 18, 19 -> onTheWay();
                case 20, 21 -> staffWork();
                case 22 -> people();
                default -> fire();
            }
        }

        private void onTheWay() {
            switch (chance.nextInt(8)) {
                case 0 -> note("depart", () -> byHolder(anyVisit(ASSIGNED), here::depart));
                case 1, 2 ->
                    note(
                            "check-in",
                            () -> byHolder(
                                    anyVisit(ASSIGNED, VisitState.VISIT_STATE_EN_ROUTE),
                                    (id, visit) -> here.checkIn(volunteer(id), visit, presence(CENTRE, code(CODE)))));
                case 3, 4 ->
                    note(
                            "check-out",
                            () -> byHolder(
                                    anyVisit(VisitState.VISIT_STATE_ON_SITE),
                                    (id, visit) -> here.checkOut(volunteer(id), visit, presence(CENTRE))));
                case 5, 6 -> note("confirm", () -> confirm(anyVisit(VisitState.VISIT_STATE_DONE)));
                default -> note("no-show", () -> byResident(anyVisit(ASSIGNED), here::noShow));
            }
        }

        private Reply confirm(String visit) {
            return byResident(visit, (actor, id) -> here.confirm(actor, id, chance.nextInt(200)));
        }

        private void staffWork() {
            switch (chance.nextInt(7)) {
                case 0, 1 -> note("dispute", () -> byResident(anyVisit(VisitState.VISIT_STATE_DONE), here::dispute));
                case 2, 3 ->
                    note(
                            "resolve",
                            () -> here.resolve(
                                    staff(Role.ROLE_REVIEWER),
                                    anyVisit(VisitState.VISIT_STATE_DISPUTED),
                                    chance.nextBoolean(),
                                    chance.nextInt(90)));
                case 4 ->
                    note(
                            "cancel",
                            () -> byResident(anyVisit(OPEN), (actor, visit) -> here.cancel(actor, Ids.orderOf(visit))));
                case 5 ->
                    note(
                            "assign",
                            () -> here.assign(staff(Role.ROLE_DISPATCHER), anyVisit(OPEN, OFFERED), anyVolunteer(), 0));
                default ->
                    note(
                            "review",
                            () -> here.review(staff(Role.ROLE_REVIEWER), anyOrder(), OrderState.ORDER_STATE_OPEN));
            }
        }

        private void people() {
            String volunteer = anyVolunteer();
            String resident = "r-" + chance.nextInt(5);
            switch (chance.nextInt(6)) {
                case 0 ->
                    note(
                            "approve",
                            () -> here.approve(
                                    staff(Role.ROLE_ADMIN),
                                    volunteer,
                                    chance.nextInt(6) == 0
                                            ? VolunteerState.VOLUNTEER_STATE_SUSPENDED
                                            : VolunteerState.VOLUNTEER_STATE_APPROVED));
                case 1 ->
                    note(
                            "block",
                            () -> here.putResident(
                                    resident(resident), resident, file -> file.addBlockedVolunteers(volunteer)));
                default -> note("duty", () -> here.duty(volunteer(volunteer), volunteer, chance.nextInt(8) > 0, 0));
            }
        }

        /** Any timer, due or not: never early is the decision's to see to. */
        private void fire() {
            List<Effects.TimerName> names = new ArrayList<>(here.store.timers.keySet());
            if (!names.isEmpty()) {
                Effects.TimerName name = names.get(chance.nextInt(names.size()));
                note("fire", () -> here.fire(name.kind(), name.subject()));
            }
        }

        private Reply submit() {
            String resident = "r-" + chance.nextInt(5);
            String service = List.of("talk", "talk", "escort", "repair", "shopping", "fire")
                    .get(chance.nextInt(6));
            long start = here.now + chance.nextInt((int) (2 * HOUR));
            Reply reply = here.submit(
                    resident(resident),
                    resident,
                    here.request(service)
                            .setPeople(1 + chance.nextInt(3))
                            .setWindow(window(start, start + HOUR + chance.nextInt((int) (5 * HOUR)))));
            if (reply.getProblem().isEmpty()) {
                orders.add(reply.getId());
            }
            return reply;
        }

        private Reply offer() {
            String visit = anyVisit(OPEN);
            return here.offer(visit, anyVolunteer(), startIn(visit));
        }

        /** Withdrawn from one and offered to another, in one commit. */
        private Reply move() {
            String visit = anyVisit(OFFERED);
            return here.dispatch(
                    parts -> parts.addWithdrawals(Withdrawal.newBuilder().setOfferId(offerOf(visit)))
                            .addOffers(here.proposal(visit, anyVolunteer(), startIn(visit))));
        }

        private long startIn(String visit) {
            long start = here.store
                    .order(Ids.orderOf(visit))
                    .getRequest()
                    .getWindow()
                    .getStartMs();
            return Math.max(here.now, start) + chance.nextInt(3) * 30 * MINUTE;
        }

        private void note(String deed, Supplier<Reply> command) {
            String problem = command.get().getProblem();
            outcomes.merge(problem.isEmpty() ? deed : deed + ' ' + problem, 1, Integer::sum);
        }

        private static String id(int number) {
            return "v-" + number;
        }

        private String anyVolunteer() {
            return id(chance.nextInt(8));
        }

        private String anyOrder() {
            return orders.isEmpty() || chance.nextInt(50) == 0
                    ? "520181-order-none"
                    : orders.get(Math.max(0, orders.size() - 1 - chance.nextInt(10)));
        }

        /** Mostly a visit in one of these states, so that much happens to each; else any, even one that is not. */
        private String anyVisit(VisitState... wanted) {
            List<String> fit = new ArrayList<>();
            for (String order : orders.subList(Math.max(0, orders.size() - 30), orders.size())) {
                for (Visit visit : here.store.order(order).getVisitsList()) {
                    if (List.of(wanted).contains(visit.getState())) {
                        fit.add(Ids.visit(order, visit.getNumber()));
                    }
                }
            }
            return fit.isEmpty() || chance.nextInt(6) == 0
                    ? Ids.visit(anyOrder(), 1 + chance.nextInt(3))
                    : fit.get(chance.nextInt(fit.size()));
        }

        /** Mostly the last offer of a visit. */
        private String offerOf(String visit) {
            return Ids.offer(visit, Math.max(1, visitOf(visit).getOffersCount() - chance.nextInt(8) / 7));
        }

        /** Mostly by the volunteer to whom the offer was made. */
        private Reply answer(VisitState state, BiFunction<String, String, Reply> deed) {
            String visit = anyVisit(state);
            String offer = offerOf(visit);
            int number = Ids.offerNumber(offer);
            boolean known = number <= visitOf(visit).getOffersCount() && chance.nextInt(10) > 0;
            return deed.apply(known ? visitOf(visit).getOffers(number - 1).getVolunteerId() : anyVolunteer(), offer);
        }

        private Reply byHolder(String visit, BiFunction<String, String, Reply> deed) {
            String holder = visitOf(visit).getVolunteerId();
            return deed.apply(holder.isEmpty() || chance.nextInt(10) == 0 ? anyVolunteer() : holder, visit);
        }

        private Reply byResident(String visit, BiFunction<Actor, String, Reply> deed) {
            String resident = here.store.order(Ids.orderOf(visit)).getResidentId();
            return deed.apply(resident(resident.isEmpty() ? "r-0" : resident), visit);
        }

        private Visit visitOf(String visit) {
            Order order = here.store.order(Ids.orderOf(visit));
            int number = Ids.visitNumber(visit);
            return number <= order.getVisitsCount() ? order.getVisits(number - 1) : Visit.getDefaultInstance();
        }

        private DeclineReason anyReason() {
            return DeclineReason.forNumber(chance.nextInt(6));
        }
    }
}
