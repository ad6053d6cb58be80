package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.CENTRE;
import static org.linli.matcher.registry.core.Neighbourhood.CODE;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.code;
import static org.linli.matcher.registry.core.Neighbourhood.evidence;
import static org.linli.matcher.registry.core.Neighbourhood.place;
import static org.linli.matcher.registry.core.Neighbourhood.presence;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.staffFor;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.domain.Ids;
import org.linli.proto.Evidence;
import org.linli.proto.Place;
import org.linli.proto.Presence;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.Timer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

class VisitDecisionsTest {
    /** 290 and 310 metres north of the centre. */
    private static final Place NEAR = place(26.5560 + 0.002608, 106.4707);

    private static final Place FAR = place(26.5560 + 0.002788, 106.4707);

    private final Neighbourhood here = new Neighbourhood();
    private String visit = "";

    @BeforeEach
    void anAcceptedVisit() {
        here.onDuty("v-1", "v-2");
        visit = here.accepted("v-1");
    }

    private Visit visit() {
        return here.store.order(Ids.orderOf(visit)).getVisits(0);
    }

    private String checkIn(Presence.Builder presence) {
        return here.checkIn(volunteer("v-1"), visit, presence).getProblem();
    }

    private String checkOut(Presence.Builder presence) {
        return here.checkOut(volunteer("v-1"), visit, presence).getProblem();
    }

    @Test
    void depart_once_isUnderWay() {
        assertThat(here.depart("v-1", visit).getState()).isEqualTo("EN_ROUTE");
        assertThat(visit().getDepartedAtMs()).isEqualTo(here.now);
        assertThat(here.depart("v-1", visit).getProblem()).isEqualTo("illegal-transition");
        assertThat(here.depart("v-2", visit).getProblem()).isEqualTo("not-allowed");
    }

    @Test
    void checkIn_withPositionAndCode_isKeptWithoutThePlace() {
        assertThat(checkIn(presence(NEAR, code(CODE)))).isEmpty();
        Presence kept = visit().getCheckIn();
        assertThat(visit().getState()).isEqualTo(VisitState.VISIT_STATE_ON_SITE);
        assertThat(kept.hasLocation()).isFalse();
        assertThat(kept.getEvidence(0).getDistanceMeters()).isEqualTo(290);
        assertThat(kept.getEvidenceList()).allMatch(Evidence::getVerified);
        assertThat(kept.getEvidence(1).getDigest()).isEqualTo(ByteString.EMPTY);
        assertThat(here.store.order(Ids.orderOf(visit)).getState().name()).endsWith("UNDER_WAY");
    }

    @Test
    void checkIn_tooFar_saysHowFar() {
        Reply reply = here.checkIn(volunteer("v-1"), visit, presence(FAR, code(CODE)));
        assertThat(reply.getProblem()).isEqualTo("too-far-from-place");
        assertThat(reply.getArgumentsList()).containsExactly("310", "300");
    }

    @Test
    void checkIn_withTheWrongCode_isRefused() {
        assertThat(checkIn(presence(CENTRE, code(ByteString.copyFromUtf8("0000")))))
                .isEqualTo("code-wrong");
        assertThat(checkIn(presence(CENTRE, code(ByteString.EMPTY)))).isEqualTo("code-wrong");
    }

    @Test
    void checkIn_withoutASecondKind_isRefused() {
        assertThat(checkIn(presence(CENTRE))).isEqualTo("evidence-missing");
        assertThat(checkIn(presence(CENTRE, evidence(Evidence.Kind.KIND_FACE)))).isEqualTo("evidence-missing");
        assertThat(checkIn(presence(CENTRE, evidence(Evidence.Kind.KIND_HOTLINE))))
                .isEqualTo("evidence-missing");
        assertThat(checkIn(presence(CENTRE, Evidence.newBuilder().setKind(Evidence.Kind.KIND_PHOTO))))
                .isEqualTo("evidence-missing");
        assertThat(checkIn(presence(CENTRE, evidence(Evidence.Kind.KIND_POSITION))))
                .isEqualTo("field-invalid");
    }

    @Test
    void checkIn_withoutAPosition_isForTheHotlineWithTheCodeOnly() {
        Presence.Builder byCode = Presence.newBuilder().addEvidence(code(CODE));
        assertThat(checkIn(byCode)).isEqualTo("evidence-missing");
        Presence.Builder byPhone = byCode.clone().addEvidence(evidence(Evidence.Kind.KIND_HOTLINE));
        assertThat(checkIn(byPhone)).isEqualTo("evidence-missing");
        assertThat(here.checkIn(staffFor(Role.ROLE_AGENT, "v-1"), visit, byPhone)
                        .getState())
                .isEqualTo("ON_SITE");
    }

    @Test
    void checkIn_withPhotoOrQr_isEnough() {
        assertThat(checkIn(presence(CENTRE, evidence(Evidence.Kind.KIND_QR)))).isEmpty();
    }

    @Test
    void checkIn_byAnother_isNotAllowed() {
        assertThat(here.checkIn(volunteer("v-2"), visit, presence(CENTRE, code(CODE)))
                        .getProblem())
                .isEqualTo("not-allowed");
        assertThat(here.checkIn(staffFor(Role.ROLE_AGENT, "v-2"), visit, presence(CENTRE, code(CODE)))
                        .getProblem())
                .isEqualTo("not-allowed");
    }

    @Test
    void checkIn_fromAClockThatIsWrong_isInvalid() {
        Presence.Builder presence = presence(CENTRE, code(CODE));
        assertThat(checkIn(presence.clone().setAtMs(here.now + 120_001))).isEqualTo("clock-invalid");
        assertThat(checkIn(presence.clone().setAtMs(here.now - 25 * HOUR))).isEqualTo("clock-invalid");
        assertThat(checkIn(presence.clone().setAtMs(here.now - 120_001))).isEqualTo("clock-invalid");
        assertThat(checkIn(presence.clone().setAtMs(here.now + 120_000))).isEmpty();
        assertThat(visit().getCheckIn().getAtMs()).isEqualTo(here.now);
    }

    @Test
    void checkOut_afterCheckIn_freesTheCalendarAndStartsTheClock() {
        checkIn(presence(CENTRE, code(CODE)));
        here.pass(50 * MINUTE);
        assertThat(checkOut(presence(CENTRE))).isEmpty();
        assertThat(visit().getState()).isEqualTo(VisitState.VISIT_STATE_DONE);
        assertThat(here.store.calendar("v-1").getHoldsList()).isEmpty();
        assertThat(here.store.calendar("v-1").getServedList()).singleElement().satisfies(served -> {
            assertThat(served.getMinutes()).isEqualTo(50);
            assertThat(served.getResidentId()).isEqualTo("r-1");
        });
        assertThat(here.store.timers)
                .containsEntry(new Effects.TimerName(Timer.Kind.KIND_CONFIRM_DEFAULT, visit), here.now + 24 * HOUR);
    }

    @Test
    void checkOut_twice_saysSo() {
        checkIn(presence(CENTRE, code(CODE)));
        checkOut(presence(CENTRE));
        assertThat(checkOut(presence(CENTRE))).isEqualTo("already-checked-out");
        here.confirm(resident("r-1"), visit, 0);
        assertThat(checkOut(presence(CENTRE))).isEqualTo("already-checked-out");
    }

    @Test
    void checkOut_beforeCheckIn_isIllegal() {
        assertThat(checkOut(presence(CENTRE))).isEqualTo("illegal-transition");
    }

    @Test
    void checkOut_needsPositionOrOneMoreKind() {
        checkIn(presence(CENTRE, code(CODE)));
        assertThat(checkOut(Presence.newBuilder())).isEqualTo("evidence-missing");
        assertThat(checkOut(Presence.newBuilder().addEvidence(evidence(Evidence.Kind.KIND_FACE))))
                .isEqualTo("evidence-missing");
        assertThat(checkOut(presence(FAR))).isEqualTo("too-far-from-place");
        assertThat(checkOut(presence(FAR, code(CODE)))).isEmpty();
        assertThat(visit().getCheckOut().getEvidence(0).getVerified()).isFalse();
    }

    @Test
    void checkOut_beforeItsCheckIn_isInvalid() {
        here.pass(10 * MINUTE);
        checkIn(presence(CENTRE, code(CODE)));
        assertThat(checkOut(presence(CENTRE).setAtMs(here.now - 1))).isEqualTo("clock-invalid");
        assertThat(checkOut(presence(CENTRE).setAtMs(here.now))).isEmpty();
    }

    @Test
    void checkInAndOut_uploadedLate_countByTheirOwnTimes() {
        here.pass(3 * HOUR);
        assertThat(checkIn(presence(CENTRE, code(CODE)).setAtMs(here.now - 2 * HOUR)))
                .isEmpty();
        assertThat(checkOut(presence(CENTRE).setAtMs(here.now - HOUR))).isEmpty();
        assertThat(here.store.calendar("v-1").getServed(0).getMinutes()).isEqualTo(60);
    }

    @Test
    void noShow_afterThePromisedStart_opensTheVisitAgain() {
        assertThat(here.noShow(resident("r-1"), visit).getProblem()).isEqualTo("illegal-transition");
        here.pass(5 * MINUTE);
        assertThat(here.noShow(resident("r-2"), visit).getProblem()).isEqualTo("not-allowed");
        assertThat(here.noShow(resident("r-1"), visit).getState()).isEqualTo("OPEN");
        assertThat(visit().getOffers(0).getCloseCode()).isEqualTo("no-show");
        assertThat(here.store.calendar("v-1").getHoldsList()).isEmpty();
        assertThat(here.noShow(resident("r-1"), visit).getProblem()).isEqualTo("illegal-transition");
    }
}
