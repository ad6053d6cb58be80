package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.staff;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;
import static org.linli.matcher.registry.core.Neighbourhood.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.proto.DeclineReason;
import org.linli.proto.OfferState;
import org.linli.proto.Order;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.TeamOffer;
import org.linli.proto.Timer;

/** Teams are asked while people hand back, orders are cancelled and time passes, in any order; a failure is one seed. */
class RandomTeamsTest {
    private static final int STEPS = 200;
    private static final String[] PEOPLE = {"v-1", "v-2", "v-3", "v-4", "v-5", "v-6"};

    private final Neighbourhood here = new Neighbourhood();
    private final Crews crews = new Crews(here);
    private final List<String> orders = new ArrayList<>();
    private final TreeSet<String> seen = new TreeSet<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anySequence_assignsAllNamedOrNobody_andKeepsEveryInvariant(long seed) {
        run(new Random(seed));
    }

    @Test
    void sequences_reachEveryOutcome() {
        for (long seed = 42; seed < 45 && seen.size() < 40; seed++) {
            run(new Random(seed));
        }
        assertThat(seen)
                .contains(
                        "accept ",
                        "accept offer-lapsed",
                        "accept offer-withdrawn",
                        "decline ",
                        "offer team-asked",
                        "lapse FIRED");
    }

    private void run(Random random) {
        crews.team(PEOPLE);
        here.onDuty(PEOPLE);
        Invariants invariants = new Invariants(here.store);
        for (int step = 0; step < STEPS; step++) {
            step(random);
            if (step % 10 == 9) {
                invariants.check();
            }
        }
    }

    private void step(Random random) {
        switch (random.nextInt(12)) {
            case 0, 1 -> order(random);
            case 2, 3 -> note("propose", crews.propose(any(random), here.now + (2 + random.nextInt(6)) * HOUR));
            case 4, 5, 6 -> accept(random);
            case 7 -> note("decline", crews.decline(offer(random)));
            case 8 -> handBack(random);
            case 9 -> single(random);
            case 10 -> here.pass((1 + random.nextInt(25)) * MINUTE);
            default -> rare(random);
        }
    }

    private void order(Random random) {
        long startMs = here.now + (2 + random.nextInt(5)) * HOUR;
        orders.add(here.submit(
                        resident("r-1"),
                        "r-1",
                        here.request("talk")
                                .setPeople(2 + random.nextInt(2))
                                .setWindow(window(startMs, startMs + 3 * HOUR)))
                .getId());
    }

    private String any(Random random) {
        if (orders.isEmpty()) {
            order(random);
        }
        return orders.get(Math.max(0, orders.size() - 1 - random.nextInt(4)));
    }

    private String offer(Random random) {
        String order = any(random);
        return order + ".t" + Math.max(1, here.store.order(order).getTeamOffersCount());
    }

    /** Nobody, or all who were named, have a seat afterwards. */
    private void accept(Random random) {
        String offer = offer(random);
        String order = offer.substring(0, offer.indexOf(".t"));
        int people = here.store.order(order).getVisitsCount();
        TreeSet<String> named = new TreeSet<>();
        while (named.size() < people) {
            named.add(random.nextInt(20) == 0 ? "v-9" : PEOPLE[random.nextInt(PEOPLE.length)]);
        }
        Order before = here.store.order(order);
        Reply reply = crews.accept(offer, named.toArray(String[]::new));
        note("accept", reply);
        reply.getFaultsList().forEach(fault -> seen.add("accept " + fault.getProblem()));
        Order after = here.store.order(order);
        if (reply.getProblem().isEmpty()) {
            assertThat(after.getVisitsList())
                    .extracting(visit -> visit.getVolunteerId())
                    .containsAll(named);
        } else {
            assertThat(after).isEqualTo(before);
        }
    }

    private void handBack(Random random) {
        String order = any(random);
        here.store.order(order).getVisitsList().stream()
                .filter(visit -> Transitions.isCommitted(visit.getState()))
                .findFirst()
                .ifPresent(visit -> here.handBack(
                        visit.getVolunteerId(),
                        order + "." + visit.getNumber() + "." + visit.getAcceptedOffer(),
                        DeclineReason.DECLINE_REASON_UNWELL));
    }

    private void single(Random random) {
        String visit = any(random) + ".1";
        long startMs = here.store
                .order(visit.substring(0, visit.length() - 2))
                .getRequest()
                .getWindow()
                .getStartMs();
        String person = PEOPLE[random.nextInt(PEOPLE.length)];
        note("offer", here.offer(visit, person, startMs));
        here.accept(volunteer(person), visit + ".1");
    }

    private void rare(Random random) {
        String order = any(random);
        switch (random.nextInt(4)) {
            case 0 -> here.cancel(resident("r-1"), order);
            case 1 -> note("hand", crews.byHand(order));
            case 2 ->
                note("assign", here.assign(staff(Role.ROLE_DISPATCHER), order + ".2", PEOPLE[random.nextInt(6)], 0));
            default -> lapse();
        }
    }

    private void lapse() {
        here.pass(31 * MINUTE);
        for (String order : orders) {
            for (TeamOffer offer : here.store.order(order).getTeamOffersList()) {
                if (offer.getState() == OfferState.OFFER_STATE_SENT) {
                    note("accept", crews.accept(order + ".t" + offer.getNumber(), "v-1", "v-2"));
                    seen.add("lapse "
                            + here.fire(Timer.Kind.KIND_TEAM_OFFER_LAPSE, order + ".t" + offer.getNumber())
                                    .getState());
                }
            }
        }
    }

    private void note(String what, Reply reply) {
        seen.add(what + " " + reply.getProblem());
    }
}
