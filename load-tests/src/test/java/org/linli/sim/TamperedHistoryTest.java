package org.linli.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.load.check.Checker;
import org.linli.load.check.Happening;
import org.linli.load.check.Happening.Armed;
import org.linli.load.check.Happening.Claimed;
import org.linli.load.check.Happening.Framed;
import org.linli.load.check.Happening.Kept;
import org.linli.load.check.Happening.Logged;
import org.linli.load.check.Happening.Pooled;
import org.linli.load.check.Happening.Proposed;
import org.linli.load.check.Happening.Replied;
import org.linli.load.check.Happening.Stored;
import org.linli.load.check.Happening.Trimmed;
import org.linli.load.check.Violation;
import org.linli.matcher.registry.core.ActivityTransitions;
import org.linli.matcher.registry.core.Over;
import org.linli.proto.Change;
import org.linli.proto.Entry;
import org.linli.proto.ServerFrame;
import org.linli.proto.VisitState;

/** The checker itself: histories in which nothing breaks are sound, and whichever one record is changed, it shows. */
class TamperedHistoryTest {
    /** In their histories each kind of record is found that is tampered with. */
    private static final long[] SEEDS_WITH_EVERYTHING = {6, 11};

    private static final int PLACES = 4;
    private static final Map<Long, List<Happening>> HISTORIES = new ConcurrentHashMap<>();

    @BeforeAll
    static void quiet() {
        Quiet.logging();
    }

    /** What is done to one record, anywhere in the history. */
    private enum Tampering {
        ENTRY_LOST((history, chance) -> drop(history, any(history, Logged.class, one -> true, chance))),
        ENTRIES_SWAPPED((history, chance) -> {
            int at = any(history, Logged.class, one -> one.entry().getSequence() > 1, chance);
            Happening before = history.set(at - 1, history.get(at));
            history.set(at, before);
        }),
        VERSION_SKIPPED((history, chance) -> entry(history, chance, Tampering::hasChanges, entry -> {
            Change.Builder change = entry.getChangesBuilder(chance.nextInt(entry.getChangesCount()));
            change.setVersion(change.getVersion() + 1);
        })),
        HOLD_SHIFTED((history, chance) -> entry(
                history,
                chance,
                entry -> hold(entry) >= 0,
                entry -> entry.getChangesBuilder(hold(entry.build()))
                        .getAfterBuilder()
                        .getCalendarBuilder()
                        .getHoldsBuilder(0)
                        .getWindowBuilder()
                        .setEndMs(1))),
        OFFER_OF_SOMEBODY_ELSE((history, chance) -> entry(
                history,
                chance,
                entry -> offered(entry) >= 0,
                entry -> entry.getChangesBuilder(offered(entry.build()))
                        .getAfterBuilder()
                        .getOrderBuilder()
                        .getVisitsBuilder(0)
                        .getOffersBuilder(0)
                        .setVolunteerId("v-nobody"))),
        STATE_SKIPPED((history, chance) -> entry(
                history,
                chance,
                entry -> offered(entry) >= 0,
                entry -> entry.getChangesBuilder(offered(entry.build()))
                        .getAfterBuilder()
                        .getOrderBuilder()
                        .getVisitsBuilder(0)
                        .setState(VisitState.VISIT_STATE_CONFIRMED))),
        PLACE_GIVEN_TWICE((history, chance) -> entry(
                history,
                chance,
                entry -> placed(entry) >= 0,
                entry -> entry.getChangesBuilder(placed(entry.build()))
                        .getAfterBuilder()
                        .getActivityBuilder()
                        .setPlaces(0))),
        SOMEBODY_ELSES_PART((history, chance) -> entry(
                history,
                chance,
                entry -> placed(entry) >= 0,
                entry -> entry.getChangesBuilder(placed(entry.build()))
                        .getAfterBuilder()
                        .getActivityBuilder()
                        .getParticipantsBuilder(0)
                        .setPersonId("v-nobody"))),
        POSTING_DOUBLED((history, chance) -> {
            Entry posted =
                    ((Logged) history.get(any(history, Logged.class, one -> posts(one.entry()), chance))).entry();
            int last = last(history, Logged.class);
            Entry.Builder again = posted.toBuilder()
                    .setSequence(((Logged) history.get(last)).entry().getSequence() + 1);
            again.getChangesBuilderList().forEach(change -> change.setVersion(change.getVersion() + 1));
            history.add(last + 1, new Logged(again.build()));
        }),
        FIRED_EARLY((history, chance) -> entry(
                history,
                chance,
                entry -> entry.getCause().hasFireTimer() && entry.getChangesCount() > 0,
                entry -> entry.setAtMs(entry.getAtMs() - 30_000))),
        POOL_CHANGED((history, chance) -> {
            int at = any(history, Pooled.class, one -> true, chance);
            Pooled pool = (Pooled) history.get(at);
            history.set(at, new Pooled(pool.account(), pool.amount() + 1));
        }),
        ENTITY_LOST((history, chance) -> drop(history, any(history, Stored.class, one -> true, chance))),
        OVER_AND_LOST((history, chance) -> drop(history, any(history, Stored.class, Tampering::isOver, chance))),
        TRIM_LOST((history, chance) -> drop(history, any(history, Trimmed.class, one -> true, chance))),
        TRIM_WITHOUT_ONE((history, chance) -> trim(history, chance, (trim, key) -> {
            Set<String> fewer = new TreeSet<>(trim.keys());
            fewer.remove(key);
            return new Trimmed(trim.sequence(), trim.archivedSequence(), trim.beforeMs(), fewer);
        })),
        TRIM_OF_WHAT_IS_NOT_OVER((history, chance) -> {
            int at = any(history, Stored.class, Tampering::isOpen, chance);
            String open = ((Stored) history.remove(at)).key();
            trim(history, chance, (trim, key) -> {
                Set<String> more = new TreeSet<>(trim.keys());
                more.add(open);
                return new Trimmed(trim.sequence(), trim.archivedSequence(), trim.beforeMs(), more);
            });
        }),
        TRIM_BEFORE_ARCHIVED((history, chance) ->
                trim(history, chance, (trim, key) -> new Trimmed(trim.sequence(), 0, trim.beforeMs(), trim.keys()))),
        TRIM_AHEAD_OF_THE_LOG((history, chance) -> trim(
                history,
                chance,
                (trim, key) -> new Trimmed(trim.sequence(), trim.sequence() + 1, trim.beforeMs(), trim.keys()))),
        TRIM_TOO_SOON((history, chance) -> trim(
                history, chance, (trim, key) -> new Trimmed(trim.sequence(), trim.archivedSequence(), 1, trim.keys()))),
        ENTITY_OLD((history, chance) -> {
            int at = any(history, Stored.class, one -> true, chance);
            Stored stored = (Stored) history.get(at);
            history.set(at, new Stored(stored.key(), stored.version() - 1, stored.sequence(), stored.entity()));
        }),
        REPLY_LOST((history, chance) ->
                drop(history, any(history, Kept.class, one -> one.reply().getSequence() > 0, chance))),
        REPLY_OTHER((history, chance) -> {
            int at = any(history, Replied.class, Tampering::isOfARequest, chance);
            Replied replied = (Replied) history.get(at);
            history.set(
                    at,
                    new Replied(
                            replied.atMs(),
                            replied.intent(),
                            replied.key(),
                            replied.bodyHash(),
                            replied.end(),
                            replied.reply().toBuilder().setId("another").build()));
        }),
        TIMER_LOST((history, chance) -> drop(history, any(history, Armed.class, one -> true, chance))),
        TIMER_SHIFTED((history, chance) -> {
            int at = any(history, Armed.class, one -> true, chance);
            Armed armed = (Armed) history.get(at);
            history.set(at, new Armed(armed.kind(), armed.subject(), armed.dueMs() + 1));
        }),
        FRAME_REPEATED((history, chance) -> {
            int at = any(history, Framed.class, Tampering::isOfTheLog, chance);
            history.add(at, history.get(at));
        }),
        FRAME_OF_NO_ENTRY((history, chance) -> frame(
                history,
                chance,
                Tampering::isOfTheLog,
                frame -> frame.setSeq(frame.getSeq().substring(0, frame.getSeq().indexOf('-')) + "-1000000"))),
        FRAME_OF_ANOTHER((history, chance) -> frame(
                history,
                chance,
                one -> one.frame().hasOffer(),
                frame -> frame.getOfferBuilder().setOfferId("520181-order-none.1.1"))),
        TAKEN_OVER_UNSEEN((history, chance) -> history.add(0, new Claimed(0, "node-x", 1_000, 0))),
        PROPOSED_TOO_SOON((history, chance) -> {
            int at = any(history, Proposed.class, one -> true, chance);
            Proposed proposed = (Proposed) history.get(at);
            history.set(at, new Proposed(proposed.atMs(), proposed.node(), proposed.epoch(), 0));
        });

        private final BiConsumer<List<Happening>, SplittableRandom> deed;

        Tampering(BiConsumer<List<Happening>, SplittableRandom> deed) {
            this.deed = deed;
        }

        private static void drop(List<Happening> history, int at) {
            history.remove(at);
        }

        private static <T extends Happening> int any(
                List<Happening> history, Class<T> kind, Predicate<T> which, SplittableRandom chance) {
            int[] those = IntStream.range(0, history.size())
                    .filter(at -> kind.isInstance(history.get(at)) && which.test(kind.cast(history.get(at))))
                    .toArray();
            assertThat(those)
                    .as("records of %s to tamper with", kind.getSimpleName())
                    .isNotEmpty();
            return those[chance.nextInt(those.length)];
        }

        private static int last(List<Happening> history, Class<? extends Happening> kind) {
            return IntStream.range(0, history.size())
                    .filter(at -> kind.isInstance(history.get(at)))
                    .max()
                    .orElseThrow();
        }

        private static void entry(
                List<Happening> history,
                SplittableRandom chance,
                Predicate<Entry> which,
                Consumer<Entry.Builder> change) {
            int at = any(history, Logged.class, one -> which.test(one.entry()), chance);
            Entry.Builder entry = ((Logged) history.get(at)).entry().toBuilder();
            change.accept(entry);
            history.set(at, new Logged(entry.build()));
        }

        private static void frame(
                List<Happening> history,
                SplittableRandom chance,
                Predicate<Framed> which,
                Consumer<ServerFrame.Builder> change) {
            int at = any(history, Framed.class, which, chance);
            Framed framed = (Framed) history.get(at);
            ServerFrame.Builder frame = framed.frame().toBuilder();
            change.accept(frame);
            history.set(at, new Framed(framed.atMs(), framed.connection(), frame.build(), framed.taken()));
        }

        private static boolean hasChanges(Entry entry) {
            return entry.getChangesCount() > 0;
        }

        private static int hold(Entry entry) {
            return first(entry, change -> change.getAfter().getCalendar().getHoldsCount() > 0);
        }

        private static int offered(Entry entry) {
            return first(
                    entry,
                    change -> change.getAfter().getOrder().getVisitsCount() > 0
                            && change.getAfter().getOrder().getVisits(0).getState() == VisitState.VISIT_STATE_OFFERED);
        }

        /** The change of an activity that gives somebody a place. */
        private static int placed(Entry entry) {
            return first(
                    entry,
                    change -> change.getAfter().getActivity().getParticipantsList().stream()
                            .anyMatch(participant -> ActivityTransitions.isPlaced(participant.getState())));
        }

        private static boolean posts(Entry entry) {
            return first(entry, change -> change.getKey().startsWith("posting:")) >= 0;
        }

        private static int first(Entry entry, Predicate<Change> which) {
            return IntStream.range(0, entry.getChangesCount())
                    .filter(at -> which.test(entry.getChanges(at)))
                    .findFirst()
                    .orElse(-1);
        }

        private static void trim(
                List<Happening> history, SplittableRandom chance, BiFunction<Trimmed, String, Trimmed> change) {
            int at = any(history, Trimmed.class, one -> true, chance);
            Trimmed trim = (Trimmed) history.get(at);
            List<String> keys = List.copyOf(new TreeSet<>(trim.keys()));
            history.set(at, change.apply(trim, keys.get(chance.nextInt(keys.size()))));
        }

        private static boolean isOver(Stored stored) {
            return Over.sinceMs(stored.entity()) > 0;
        }

        private static boolean isOpen(Stored stored) {
            return stored.entity().hasOrder() && !isOver(stored);
        }

        /** Not of one that came with another body under the same key, which is nobody's answer. */
        private static boolean isOfARequest(Replied replied) {
            return replied.end() == Happening.End.ANSWERED
                    && !replied.reply().getProblem().equals("idempotency-key-reused");
        }

        private static boolean isOfTheLog(Framed framed) {
            return framed.frame().getSeq().contains("-") && !framed.frame().hasSnapshot();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void history_inWhichNothingBreaks_isSound(long seed) {
        assertThat(violations(history(seed))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Tampering.class)
    void history_withOneRecordTamperedWith_isReported(Tampering tampering) {
        for (long seed : SEEDS_WITH_EVERYTHING) {
            SplittableRandom chance = new SplittableRandom(seed);
            for (int place = 0; place < PLACES; place++) {
                List<Happening> tampered = new ArrayList<>(history(seed));
                tampering.deed.accept(tampered, chance);
                assertThat(violations(tampered))
                        .as("%s of seed %d, place %d", tampering, seed, place)
                        .isNotEmpty();
            }
        }
    }

    private static List<Violation> violations(List<Happening> history) {
        return new Checker(Rulebooks.READER).check(history).violations();
    }

    private static List<Happening> history(long seed) {
        return HISTORIES.computeIfAbsent(seed, TamperedHistoryTest::undisturbed);
    }

    /** What people do in a county where everything works. */
    private static List<Happening> undisturbed(long seed) {
        Plan plan = Plan.of(seed);
        List<Step> deeds =
                plan.steps().stream().filter(step -> !step.kind().isFault()).toList();
        return List.copyOf(Simulation.run(plan.with(deeds), Bugs.NONE).history().all());
    }
}
