package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.actor;
import static org.linli.matcher.registry.core.Neighbourhood.staff;
import static org.linli.matcher.registry.core.Neighbourhood.staffFor;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.proto.DeclineReason;
import org.linli.proto.Hold;
import org.linli.proto.Offer;
import org.linli.proto.OfferState;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.Timer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

class OfferDecisionsTest {
    private static final DeclineReason NONE = DeclineReason.DECLINE_REASON_UNSPECIFIED;

    private final Neighbourhood here = new Neighbourhood();
    private String visit = "";
    private String offer = "";

    @BeforeEach
    void anOfferIsOut() {
        here.onDuty("v-1", "v-2");
        visit = here.order("r-1") + ".1";
        here.offer(visit, "v-1");
        offer = visit + ".1";
    }

    private Visit visit() {
        return here.store.order(org.linli.domain.Ids.orderOf(visit)).getVisits(0);
    }

    private Offer offer() {
        return visit().getOffers(0);
    }

    @Test
    void see_once_startsTheGracePeriod() {
        here.pass(1000);
        assertThat(here.see("v-1", offer).getState()).isEqualTo("SEEN");
        here.pass(1000);
        assertThat(here.see("v-1", offer).getState()).isEqualTo("SEEN");
        assertThat(offer().getSeenAtMs()).isEqualTo(here.now - 1000);
        assertThat(here.see("v-2", offer).getProblem()).isEqualTo("not-allowed");
    }

    @Test
    void accept_inTime_turnsTheHoldIntoACommitment() {
        Reply reply = here.accept("v-1", offer);
        assertThat(reply.getState()).isEqualTo("ACCEPTED");
        assertThat(reply.getVisits(0).getState()).isEqualTo("ASSIGNED");
        assertThat(reply.getVisits(0).getVolunteerId()).isEqualTo("v-1");
        assertThat(visit().getWindow()).isEqualTo(offer().getVisitWindow());
        assertThat(offer().getOrigin()).isEqualTo("insert");
        assertThat(here.store.calendar("v-1").getHoldsList())
                .singleElement()
                .satisfies(hold -> assertThat(hold.getKind()).isEqualTo(Hold.Kind.KIND_COMMITMENT));
        assertThat(here.store.counters()).containsEntry("assigned-by-insert", 1L);
        assertThat(here.store.timers).doesNotContainKey(new Effects.TimerName(Timer.Kind.KIND_OFFER_LAPSE, offer));
    }

    @Test
    void accept_justBeforeExpiry_isInTime() {
        here.now = offer().getExpiresAtMs() - 1;
        assertThat(here.accept("v-1", offer).getState()).isEqualTo("ACCEPTED");
    }

    @Test
    void accept_atExpiry_isTooLate() {
        here.now = offer().getExpiresAtMs();
        assertThat(here.accept("v-1", offer).getProblem()).isEqualTo("offer-lapsed");
        here.fire(Timer.Kind.KIND_OFFER_LAPSE, offer);
        assertThat(here.accept("v-1", offer).getProblem()).isEqualTo("offer-lapsed");
    }

    @Test
    void accept_twice_answersTheSame() {
        long version = here.accept("v-1", offer).getVersion();
        Reply again = here.accept("v-1", offer);
        assertThat(again.getState()).isEqualTo("ACCEPTED");
        assertThat(again.getVersion()).isEqualTo(version);
    }

    @Test
    void accept_byAnother_isNotAllowed() {
        assertThat(here.accept("v-2", offer).getProblem()).isEqualTo("not-allowed");
        assertThat(here.accept(actor(Role.ROLE_RESIDENT, "v-1"), offer).getProblem())
                .isEqualTo("not-allowed");
        assertThat(here.accept(staff(Role.ROLE_AGENT), offer).getProblem()).isEqualTo("not-allowed");
        assertThat(here.accept(staffFor(Role.ROLE_AGENT, "v-1"), offer).getState())
                .isEqualTo("ACCEPTED");
    }

    @Test
    void accept_unknownOffer_isNotFound() {
        assertThat(here.accept("v-1", visit + ".2").getProblem()).isEqualTo("offer-not-found");
        assertThat(here.accept("v-1", visit).getProblem()).isEqualTo("offer-not-found");
        assertThat(here.accept("v-1", "520181-order-x.1.1").getProblem()).isEqualTo("order-not-found");
        assertThat(here.accept("v-1", offer.replace(".1.1", ".9.1")).getProblem())
                .isEqualTo("visit-not-found");
    }

    @Test
    void accept_withdrawn_saysSo() {
        here.withdraw(offer);
        assertThat(here.accept("v-1", offer).getProblem()).isEqualTo("offer-withdrawn");
    }

    @Test
    void decline_withReason_countsAndFreesTheCalendar() {
        assertThat(here.decline("v-1", offer, DeclineReason.DECLINE_REASON_TOO_FAR)
                        .getState())
                .isEqualTo("DECLINED");
        assertThat(visit().getState()).isEqualTo(VisitState.VISIT_STATE_OPEN);
        assertThat(visit().getDeclines()).isEqualTo(1);
        assertThat(visit().hasWindow()).isFalse();
        assertThat(offer().getDeclineReason()).isEqualTo(DeclineReason.DECLINE_REASON_TOO_FAR);
        assertThat(here.store.calendar("v-1").getHoldsList()).isEmpty();
        assertThat(here.decline("v-1", offer, NONE).getProblem()).isEqualTo("offer-closed");
        assertThat(here.offer(visit, "v-1").getArgumentsList()).contains("declined-before");
        assertThat(here.offer(visit, "v-2").getProblem()).isEmpty();
    }

    @Test
    void decline_unwell_neverCounts() {
        here.decline("v-1", offer, DeclineReason.DECLINE_REASON_UNWELL);
        assertThat(visit().getDeclines()).isZero();
    }

    @Test
    void extend_once_addsTheTime_twiceIsRefused() {
        long expires = offer().getExpiresAtMs();
        Reply reply = here.extend("v-1", offer);
        assertThat(reply.getArguments(0)).isEqualTo(Long.toString(expires + 60_000));
        assertThat(here.store.timers)
                .containsEntry(new Effects.TimerName(Timer.Kind.KIND_OFFER_LAPSE, offer), expires + 60_000);
        assertThat(here.extend("v-1", offer).getProblem()).isEqualTo("offer-already-extended");
        here.now = expires;
        assertThat(here.accept("v-1", offer).getState()).isEqualTo("ACCEPTED");
    }

    @Test
    void handBack_soon_leavesNoTrace() {
        here.accept("v-1", offer);
        here.pass(2 * MINUTE);
        assertThat(here.handBack("v-1", offer, NONE).getState()).isEqualTo("HANDED_BACK");
        assertThat(visit().getState()).isEqualTo(VisitState.VISIT_STATE_OPEN);
        assertThat(visit().getVolunteerId()).isEmpty();
        assertThat(visit().getAcceptedOffer()).isZero();
        assertThat(visit().getOpenedAtMs()).isEqualTo(here.now);
        assertThat(offer().getCloseCode()).isEqualTo("handed-back-freely");
        assertThat(here.store.calendar("v-1").getHoldsList()).isEmpty();
    }

    @Test
    void handBack_later_wantsAReason() {
        here.accept("v-1", offer);
        here.pass(2 * MINUTE + 1);
        assertThat(here.handBack("v-1", offer, NONE).getPointer()).isEqualTo("/reason");
        here.depart("v-1", visit);
        assertThat(here.handBack("v-1", offer, DeclineReason.DECLINE_REASON_UNWELL)
                        .getState())
                .isEqualTo("HANDED_BACK");
        assertThat(visit().getDepartedAtMs()).isZero();
    }

    @Test
    void handBack_afterCheckIn_isTooLate() {
        here.accept("v-1", offer);
        here.checkIn(
                volunteer("v-1"),
                visit,
                Neighbourhood.presence(Neighbourhood.CENTRE, Neighbourhood.code(Neighbourhood.CODE)));
        assertThat(here.handBack("v-1", offer, DeclineReason.DECLINE_REASON_OTHER)
                        .getProblem())
                .isEqualTo("hand-back-too-late");
    }

    @Test
    void handBack_ofAnOfferNotAccepted_isClosed() {
        assertThat(here.handBack("v-1", offer, NONE).getProblem()).isEqualTo("offer-closed");
    }

    @Test
    void points_ofAnOffer_areThoseOfItsDuration() {
        assertThat(offer().getPointsMilli()).isEqualTo(1000);
        assertThat(offer().getState()).isEqualTo(OfferState.OFFER_STATE_SENT);
        assertThat(offer().getSentAtMs() + 60_000).isEqualTo(offer().getExpiresAtMs());
        assertThat(visit().getWindow().getEndMs() - visit().getWindow().getStartMs())
                .isEqualTo(HOUR);
    }
}
