package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.CENTRE;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.actor;
import static org.linli.matcher.registry.core.Neighbourhood.resident;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.DecideLate;
import org.linli.proto.EnterLate;
import org.linli.proto.Evidence;
import org.linli.proto.LateEntry;
import org.linli.proto.LateState;
import org.linli.proto.OrderRequest;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.Timer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/** Visits that took place without a network, entered afterwards: two people, a scan, so many a day. */
class LateDecisionsTest {
    private static final int VISITS = 2;
    private static final int ENTRIES = 4;
    private static final String YAML = PolicyReader.defaultYaml("520181")
            .replace("visitsPerVolunteer: 3", "visitsPerVolunteer: " + VISITS)
            .replace("entriesPerStaff: 60", "entriesPerStaff: " + ENTRIES);

    private final Neighbourhood here = new Neighbourhood(PolicyReader.read(YAML));
    private int entries;

    @BeforeEach
    void people() {
        here.onDuty("v-1", "v-2");
    }

    private LateEntry.Builder entry(String volunteerId, long fromMs) {
        return LateEntry.newBuilder()
                .setId("520181-late-" + entries++)
                .setVolunteerId(volunteerId)
                .setFromMs(fromMs)
                .setUntilMs(fromMs + 50 * MINUTE)
                .setScanType("image/jpeg")
                .setScanDigest(ByteString.copyFrom(new byte[32]));
    }

    private LateEntry.Builder unordered(String volunteerId, long fromMs) {
        return entry(volunteerId, fromMs)
                .setResidentId("r-9")
                .setRequest(OrderRequest.newBuilder()
                        .setService("talk")
                        .setLocation(CENTRE)
                        .setCommunity("north"));
    }

    private Reply enter(String staff, LateEntry.Builder entry) {
        return here.as(
                actor(Role.ROLE_COMMUNITY, staff),
                command -> command.setEnterLate(
                        EnterLate.newBuilder().setEntry(entry).setSealedScan(ByteString.copyFromUtf8("sealed"))));
    }

    private Reply decide(String staff, String id, boolean approve) {
        return here.as(
                actor(Role.ROLE_COMMUNITY, staff),
                command -> command.setDecideLate(DecideLate.newBuilder()
                        .setLateId(id)
                        .setApprove(approve)
                        .setReason("as the sheet says")));
    }

    private Visit visit(String visitId) {
        return here.store.order(Ids.orderOf(visitId)).getVisits(0);
    }

    private LateEntry late(String id) {
        return here.store.get(EntityKey.late(id)).entity().getLate();
    }

    private ByteString scan(String id) {
        return here.store.get(EntityKey.lateScan(id)).entity().getLateScan().getSealed();
    }

    @Test
    void visitThatWasTaken_isDoneOnceAnotherApproves_andItsHoursAreMarkedAsLate() {
        String visit = here.accepted("v-1");
        here.pass(3 * HOUR);
        Reply entered = enter("c-1", entry("v-1", here.now - 2 * HOUR).setVisitId(visit));
        assertThat(entered.getState()).isEqualTo("WAITING");
        assertThat(visit(visit).getState()).isEqualTo(VisitState.VISIT_STATE_ASSIGNED);
        assertThat(scan(entered.getId()).toStringUtf8()).isEqualTo("sealed");
        assertThat(here.store.indexes()).contains(new Effects.Membership("late-waiting", entered.getId()));
        assertThat(decide("c-1", entered.getId(), true).getProblem()).isEqualTo("late-second-person");
        assertThat(decide("c-2", entered.getId(), true).getState()).isEqualTo("APPROVED");
        assertThat(visit(visit).getState()).isEqualTo(VisitState.VISIT_STATE_DONE);
        assertThat(visit(visit).getCheckIn().getEvidence(0).getKind()).isEqualTo(Evidence.Kind.KIND_SHEET);
        assertThat(scan(entered.getId())).isEmpty();
        assertThat(here.confirm(actor(Role.ROLE_COMMUNITY, "c-1"), visit, 0).getProblem())
                .isEqualTo("late-second-person");
        here.confirm(resident("r-1"), visit, 0);
        assertThat(here.store
                        .get(EntityKey.ledger("v-1", 1))
                        .entity()
                        .getLedgerEntry()
                        .getLate())
                .isTrue();
    }

    @Test
    void visitThatNobodyOrdered_makesAnOrderOfItsOwn_whichTheResidentMayConfirm() {
        Reply entered = enter("c-1", unordered("v-1", here.now - 5 * HOUR));
        String visit = late(entered.getId()).getVisitId();
        assertThat(here.store.get(EntityKey.order(Ids.orderOf(visit))).present())
                .isFalse();
        assertThat(decide("c-2", entered.getId(), true).getProblem()).isEmpty();
        assertThat(visit(visit).getState()).isEqualTo(VisitState.VISIT_STATE_DONE);
        assertThat(visit(visit).getVolunteerId()).isEqualTo("v-1");
        assertThat(here.store
                        .get(EntityKey.calendar("v-1"))
                        .entity()
                        .getCalendar()
                        .getHoldsList())
                .isEmpty();
        assertThat(here.confirm(resident("r-9"), visit, 0).getState()).isEqualTo("CONFIRMED");
        new Invariants(here.store).check();
    }

    @Test
    void entry_ofOneWhoIsAParty_orOfTimesThatCannotBe_isRefused() {
        assertThat(enter("v-1", unordered("v-1", here.now - HOUR)).getProblem()).isEqualTo("late-own");
        assertThat(enter("r-9", unordered("v-1", here.now - HOUR)).getProblem()).isEqualTo("late-own");
        assertThat(enter("c-1", unordered("v-1", here.now)).getProblem()).isEqualTo("late-time");
        assertThat(enter("c-1", unordered("v-1", here.now - 8 * 24 * HOUR)).getProblem())
                .isEqualTo("late-time");
        assertThat(enter("c-1", unordered("v-7", here.now - HOUR)).getProblem()).isEqualTo("person-not-found");
        Reply open = enter("c-1", entry("v-1", here.now - HOUR).setVisitId(here.order("r-1") + ".1"));
        assertThat(open.getProblem()).isEqualTo("illegal-transition");
        Reply entered = enter("c-1", unordered("v-1", here.now - HOUR));
        assertThat(decide("v-1", entered.getId(), true).getProblem()).isEqualTo("late-second-person");
        assertThat(decide("r-9", entered.getId(), true).getProblem()).isEqualTo("late-second-person");
        assertThat(decide("c-2", "520181-late-none", true).getProblem()).isEqualTo("late-not-found");
    }

    @Test
    void entry_refused_leavesTheVisitAsItWas_andCountsNoMoreForTheVolunteer() {
        String visit = here.accepted("v-1");
        here.pass(3 * HOUR);
        Reply entered = enter("c-1", entry("v-1", here.now - 2 * HOUR).setVisitId(visit));
        assertThat(decide("c-2", entered.getId(), false).getState()).isEqualTo("REFUSED");
        assertThat(visit(visit).getLateId()).isEmpty();
        assertThat(decide("c-3", entered.getId(), true).getProblem()).isEqualTo("illegal-transition");
        for (int time = 0; time < VISITS; time++) {
            assertThat(enter("c-1", unordered("v-1", here.now - (2 + time) * HOUR))
                            .getProblem())
                    .isEmpty();
        }
        assertThat(enter("c-1", unordered("v-1", here.now - HOUR)).getProblem()).isEqualTo("late-limit-volunteer");
    }

    @Test
    void visit_whoseLateEntryWaits_doesNotExpireMeanwhile() {
        String visit = here.accepted("v-1");
        String order = Ids.orderOf(visit);
        here.pass(3 * HOUR);
        Reply entered = enter("c-1", entry("v-1", here.now - 2 * HOUR).setVisitId(visit));
        here.pass(30 * HOUR);
        assertThat(here.fire(Timer.Kind.KIND_ORDER_EXPIRE, order).getState()).isEqualTo("NOT_DUE");
        decide("c-2", entered.getId(), false);
        here.fire(Timer.Kind.KIND_ORDER_EXPIRE, order);
        assertThat(visit(visit).getState()).isEqualTo(VisitState.VISIT_STATE_EXPIRED);
    }

    @Test
    void volunteer_whoServedElsewhereThen_isNotInTwoPlaces() {
        Reply first = enter("c-1", unordered("v-1", here.now - 2 * HOUR));
        Reply second = enter("c-1", unordered("v-1", here.now - 2 * HOUR + 10 * MINUTE));
        decide("c-2", first.getId(), true);
        assertThat(decide("c-2", second.getId(), true).getProblem()).isEqualTo("calendar-overlap");
    }

    /** Whatever few people enter and decide in any order, nothing is posted by one person, or beyond the limits. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anySequence_postsNothingByOnePersonOrBeyondTheLimits(long seed) {
        Random chance = new Random(seed);
        List<String> staff = List.of("c-1", "c-2", "v-1", "r-9");
        for (int step = 0; step < 300; step++) {
            String who = staff.get(chance.nextInt(staff.size()));
            switch (chance.nextInt(5)) {
                case 0, 1 ->
                    enter(who, unordered("v-" + (1 + chance.nextInt(2)), here.now - (1 + chance.nextInt(60)) * HOUR));
                case 2, 3 -> decide(who, "520181-late-" + chance.nextInt(entries + 1), chance.nextInt(4) > 0);
                default -> here.pass(chance.nextInt(6) * HOUR);
            }
        }
        check();
        new Invariants(here.store).check();
    }

    private void check() {
        Map<String, Integer> byVolunteer = new HashMap<>();
        Map<String, Integer> byStaff = new HashMap<>();
        int approved = 0;
        for (int n = 0; n < entries; n++) {
            LateEntry entry = late("520181-late-" + n);
            if (entry.getState() == LateState.LATE_STATE_UNSPECIFIED) {
                continue;
            }
            byStaff.merge(entry.getEnteredBy().getSubject() + day(entry.getEnteredAtMs()), 1, Integer::sum);
            boolean done = here.store
                    .get(EntityKey.order(Ids.orderOf(entry.getVisitId())))
                    .present();
            assertThat(done).isEqualTo(entry.getState() == LateState.LATE_STATE_APPROVED);
            if (done) {
                approved++;
                String decided = entry.getDecidedBy().getSubject();
                assertThat(decided)
                        .isNotEqualTo(entry.getEnteredBy().getSubject())
                        .isNotIn(entry.getVolunteerId(), entry.getResidentId());
                byVolunteer.merge(entry.getVolunteerId() + day(entry.getFromMs()), 1, Integer::sum);
            }
        }
        assertThat(approved).isPositive();
        assertThat(byVolunteer.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(VISITS));
        assertThat(byStaff.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(ENTRIES));
    }

    private long day(long ms) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(ms), here.store.policy().zone())
                .toEpochDay();
    }
}
