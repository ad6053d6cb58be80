package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.staff;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;
import static org.linli.matcher.registry.core.Neighbourhood.window;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linli.domain.Ids;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.Visit;

class AssignDecisionsTest {
    private final Neighbourhood here = new Neighbourhood();
    private String visit = "";

    @BeforeEach
    void anOrderIsOpen() {
        here.onDuty("v-1", "v-2");
        visit = here.order("r-1") + ".1";
    }

    private Visit visit() {
        return here.store.order(Ids.orderOf(visit)).getVisits(0);
    }

    @Test
    void claim_ofAnInvitedVisit_firstWins() {
        here.invite(visit, "v-1", "v-2");
        Reply first = here.claim(visit, "v-2");
        assertThat(first.getState()).isEqualTo("ASSIGNED");
        assertThat(visit().getOffers(0).getOrigin()).isEqualTo("claim");
        assertThat(visit().getWindow()).isEqualTo(window(here.now, here.now + HOUR));
        assertThat(visit().getInvitedVolunteersList()).isEmpty();
        assertThat(here.claim(visit, "v-1").getProblem()).isEqualTo("visit-taken");
    }

    @Test
    void claim_ofAnOpenVisit_isFine_ofAnotherssOffer_isTaken() {
        here.offer(visit, "v-1");
        assertThat(here.claim(visit, "v-2").getProblem()).isEqualTo("visit-taken");
        assertThat(here.claim(visit, "v-1").getProblem()).isEqualTo("answer-offer-first");
        here.withdraw(visit + ".1");
        assertThat(here.claim(visit, "v-2").getState()).isEqualTo("ASSIGNED");
    }

    @Test
    void claim_overlappingOnesOwnOffer_wantsItAnsweredFirst() {
        String other = here.order("r-2") + ".1";
        here.offer(other, "v-1", here.now);
        Reply reply = here.claim(visit, "v-1");
        assertThat(reply.getProblem()).isEqualTo("answer-offer-first");
        assertThat(reply.getArguments(0)).isEqualTo(other + ".1");
        here.accept("v-1", other + ".1");
        here.claim(visit, "v-1");
        assertThat(visit().getWindow().getStartMs()).isEqualTo(here.now + HOUR);
    }

    @Test
    void claim_withNoTimeLeft_saysWhy() {
        here.pass(3 * HOUR);
        assertThat(here.claim(visit, "v-1").getState()).isEqualTo("ASSIGNED");
        String late = here.submit(
                        resident("r-2"), "r-2", here.request("talk").setWindow(window(here.now, here.now + HOUR)))
                .getVisits(0)
                .getId();
        assertThat(here.claim(late, "v-1").getProblem()).isEqualTo("calendar-overlap");
        here.pass(1);
        assertThat(here.claim(late, "v-2").getProblem()).isEqualTo("window-invalid");
    }

    @Test
    void claim_byWhoMayNot_isRefused() {
        here.enrol("v-3", file -> {});
        assertThat(here.claim(visit, "v-3").getProblem()).isEqualTo("not-on-duty");
        String repair = here.submit(resident("r-1"), "r-1", here.request("repair"))
                .getVisits(0)
                .getId();
        assertThat(here.claim(repair, "v-1").getProblem()).isEqualTo("not-qualified");
        assertThat(here.claim(visit, "ghost").getProblem()).isEqualTo("person-not-found");
    }

    @Test
    void claim_ofOnesOwnOrder_isRefused() {
        String own = here.submit(staff(Role.ROLE_AGENT), "v-1", here.request("talk"))
                .getVisits(0)
                .getId();
        assertThat(here.claim(own, "v-1").getArgumentsList()).contains("own-order");
    }

    @Test
    void assign_byHand_takesTheEarliestGapAndNeedsNoDuty() {
        here.enrol("v-3", file -> {});
        Reply reply = here.assign(staff(Role.ROLE_DISPATCHER), visit, "v-3", 0);
        assertThat(reply.getState()).isEqualTo("ASSIGNED");
        assertThat(reply.getId()).isEqualTo(Ids.orderOf(visit));
        assertThat(visit().getOffers(0).getOrigin()).isEqualTo("hand");
        String next = here.order("r-2");
        here.assign(staff(Role.ROLE_DISPATCHER), next, "v-3", 0);
        assertThat(here.store.order(next).getVisits(0).getWindow().getStartMs()).isEqualTo(here.now + HOUR);
        assertThat(here.assign(staff(Role.ROLE_DISPATCHER), next, "v-2", 0).getProblem())
                .isEqualTo("illegal-transition");
    }

    @Test
    void assign_atAStart_keepsToIt() {
        long start = here.now + 90 * MINUTE;
        here.assign(staff(Role.ROLE_DISPATCHER), visit, "v-1", start);
        assertThat(visit().getWindow()).isEqualTo(window(start, start + HOUR));
        String other = here.order("r-2") + ".1";
        assertThat(here.assign(staff(Role.ROLE_DISPATCHER), other, "v-1", start + HOUR - 1)
                        .getProblem())
                .isEqualTo("calendar-overlap");
        assertThat(here.assign(staff(Role.ROLE_DISPATCHER), other, "v-1", here.now + 3 * HOUR + 1)
                        .getPointer())
                .isEqualTo("/start");
    }

    @Test
    void assign_takesBackAnOffer_butNotFromUnderTheFinger() {
        here.offer(visit, "v-1");
        here.see("v-1", visit + ".1");
        assertThat(here.assign(staff(Role.ROLE_DISPATCHER), visit, "v-2", 0).getProblem())
                .isEqualTo("illegal-transition");
        here.pass(20_000);
        assertThat(here.assign(staff(Role.ROLE_DISPATCHER), visit, "v-2", 0).getState())
                .isEqualTo("ASSIGNED");
        assertThat(visit().getVolunteerId()).isEqualTo("v-2");
        assertThat(here.store.calendar("v-1").getHoldsList()).isEmpty();
        assertThat(here.accept("v-1", visit + ".1").getProblem()).isEqualTo("offer-withdrawn");
    }

    @Test
    void assign_byAVolunteer_isNotAllowed() {
        assertThat(here.assign(volunteer("v-1"), visit, "v-1", 0).getProblem()).isEqualTo("not-allowed");
    }
}
