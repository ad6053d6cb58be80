package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.proto.Actor;
import org.linli.proto.Eligibility;
import org.linli.proto.Participant;
import org.linli.proto.Reply;
import org.linli.proto.Role;

/** Random sign-ups, visits, check-ins and closings in any order, sensible or not; a failure is one seed. */
class RandomActivitiesTest {
    private static final int STEPS = 1500;
    private static final Actor COMMUNITY = Neighbourhood.staff(Role.ROLE_COMMUNITY);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anySequence_keepsEveryInvariant(long seed) {
        Village village = new Village(seed);
        for (int step = 0; step < STEPS; step++) {
            village.step();
            if (step % 10 == 0 || step == STEPS - 1) {
                new Invariants(village.here.store).check();
            }
        }
    }

    @Test
    void sequences_reachEveryCommandWithBothOutcomes() {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (long seed = 100; seed < 106; seed++) {
            Village village = new Village(seed);
            for (int step = 0; step < STEPS; step++) {
                village.step();
            }
            village.outcomes.forEach((outcome, times) -> outcomes.merge(outcome, times, Integer::sum));
        }
        assertThat(outcomes)
                .containsKeys(
                        "publish",
                        "join JOINED",
                        "join WAITING",
                        "join calendar-overlap",
                        "join sign-up-over",
                        "join not-qualified",
                        "leave LEFT",
                        "check-in ON_SITE",
                        "check-in check-in-closed",
                        "group-check-in ON_SITE",
                        "check-out ON_SITE",
                        "close",
                        "close illegal-transition",
                        "cancel",
                        "confirm",
                        "dispute DISPUTED",
                        "resolve DONE",
                        "resolve VOID",
                        "offer",
                        "offer calendar-overlap",
                        "fire");
    }

    /** People, their random deeds, and what came of them. */
    private static final class Village {
        final Neighbourhood here = new Neighbourhood();
        final Events events = new Events(here);
        final Map<String, Integer> outcomes = new TreeMap<>();
        private final Random chance;
        private final List<String> activities = new ArrayList<>();
        private final List<String> orders = new ArrayList<>();

        Village(long seed) {
            chance = new Random(seed);
            for (int i = 0; i < 8; i++) {
                here.onDuty("v-" + i);
            }
            here.enrol("v-8", Events::minor);
        }

        void step() {
            here.pass(chance.nextInt(8) == 0 ? chance.nextInt((int) (25 * MINUTE)) : chance.nextInt(60_000));
            String activity = any();
            String person = oneOf(activity);
            switch (chance.nextInt(32)) {
                case 0 -> publish();
                case 1, 2, 3, 4, 5, 6 -> note("join", events.join(activity, "v-" + chance.nextInt(9)));
                case 7 -> note("leave", events.leave(activity, person));
                case 9, 10, 11 -> note("check-in", events.checkIn(activity, person));
                case 12 -> note("group-check-in", events.checkInByLeader(activity, person, oneOf(activity)));
                case 13, 23, 24 ->
                    note(
                            "check-out",
                            events.checkOut(
                                    volunteer(person), activity, Neighbourhood.presence(Neighbourhood.CENTRE), person));
                case 15 -> note("close", events.close(Events.LEADER, activity));
                case 8, 14, 16 -> staffWork(activity, person);
                case 17, 18 -> offer("v-" + chance.nextInt(8));
                default -> fire();
            }
        }

        private void publish() {
            long startMs = here.now + HOUR + chance.nextInt((int) (2 * HOUR));
            Reply reply = events.publish(
                    Events.LEADER,
                    events.cleanUp()
                            .setPlaces(1 + chance.nextInt(3))
                            .setFewest(chance.nextInt(2))
                            .setSignUpUntilMs(startMs - chance.nextInt((int) (30 * MINUTE)))
                            .setEligibility(Eligibility.newBuilder().setLeastAge(chance.nextBoolean() ? 14 : 0))
                            .setWindow(Neighbourhood.window(startMs, startMs + HOUR)));
            activities.add(reply.getId());
            note("publish", reply);
        }

        private void staffWork(String activity, String person) {
            switch (chance.nextInt(9)) {
                case 0 -> note("cancel", events.cancel(COMMUNITY, activity));
                case 1 -> note("confirm", events.confirm(COMMUNITY, activity));
                case 2, 3, 4, 5 -> note("dispute", events.dispute(COMMUNITY, activity, person));
                default ->
                    note(
                            "resolve",
                            events.resolve(COMMUNITY, activity, person, chance.nextBoolean(), 30 * chance.nextInt(2)));
            }
        }

        private void offer(String person) {
            if (orders.size() < 200 && chance.nextBoolean()) {
                orders.add(here.order("r-" + chance.nextInt(5)));
            }
            if (!orders.isEmpty()) {
                String visit = orders.get(orders.size() - 1) + ".1";
                note("offer", here.offer(visit, person, here.now + chance.nextInt((int) (3 * HOUR))));
                if (chance.nextBoolean()) {
                    note("accept", here.accept(person, visit + ".1"));
                }
            }
        }

        /** Some timer that is due, if any. */
        private void fire() {
            here.store.timers.entrySet().stream()
                    .filter(timer -> timer.getValue() <= here.now)
                    .map(Map.Entry::getKey)
                    .sorted(Comparator.comparing(Effects.TimerName::subject))
                    .skip(chance.nextInt(3))
                    .findFirst()
                    .ifPresent(timer -> note("fire", here.fire(timer.kind(), timer.subject())));
        }

        /** Mostly somebody who takes part. */
        private String oneOf(String activity) {
            List<Participant> people = events.get(activity).getParticipantsList();
            return people.isEmpty() || chance.nextInt(8) == 0
                    ? "v-" + chance.nextInt(9)
                    : people.get(chance.nextInt(people.size())).getPersonId();
        }

        private String any() {
            return activities.isEmpty()
                    ? "520181-activity-none"
                    : activities.get(Math.max(0, activities.size() - 1 - chance.nextInt(10)));
        }

        private void note(String deed, Reply reply) {
            String outcome = reply.getProblem();
            if (outcome.isEmpty()
                    && reply.getArgumentsCount() > 0
                    && reply.getId().contains("-activity-")) {
                outcome = reply.getArguments(0);
            }
            outcomes.merge(outcome.isEmpty() || deed.equals("fire") ? deed : deed + ' ' + outcome, 1, Integer::sum);
        }
    }
}
