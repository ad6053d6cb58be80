package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.CENTRE;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.place;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.staff;
import static org.linli.matcher.registry.core.Neighbourhood.volunteer;
import static org.linli.matcher.registry.core.Neighbourhood.window;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Priority;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.SkillLevel;
import org.linli.proto.Timer;
import org.linli.proto.VisitState;

class OrderDecisionsTest {
    private final Neighbourhood here = new Neighbourhood();

    @Test
    void submit_ordinaryService_opensWithAVisitForEachPerson() {
        Reply reply = here.submit(resident("r-1"), "r-1", here.request("talk").setPeople(2));
        assertThat(reply.getProblem()).isEmpty();
        assertThat(reply.getState()).isEqualTo("OPEN");
        assertThat(reply.getVersion()).isEqualTo(1);
        assertThat(reply.getCreated()).isTrue();
        assertThat(reply.getVisitsList()).extracting("id").containsExactly(reply.getId() + ".1", reply.getId() + ".2");
        assertThat(here.store.timers)
                .containsEntry(new Effects.TimerName(Timer.Kind.KIND_ORDER_EXPIRE, reply.getId()), here.now + 4 * HOUR);
        assertThat(here.store.indexes()).isEmpty();
    }

    @Test
    void submit_withLittleSaid_takesThePolicysDefaults() {
        OrderRequest.Builder request =
                here.request("escort").clearDurationMinutes().clearLocation().addStops(CENTRE);
        Order order =
                here.store.order(here.submit(resident("r-1"), "r-1", request).getId());
        assertThat(order.getRequest().getDurationMinutes()).isEqualTo(120);
        assertThat(order.getRequest().getPeople()).isEqualTo(1);
        assertThat(order.getRequest().getPriority()).isEqualTo(Priority.PRIORITY_ROUTINE);
        assertThat(order.getRequest().getLocation()).isEqualTo(CENTRE);
    }

    @Test
    void submit_emergency_isReferredAndHasNoVisit() {
        Reply reply = here.submit(resident("r-1"), "r-1", here.request("medical-emergency"));
        assertThat(reply.getState()).isEqualTo("REFERRED");
        assertThat(here.store.order(reply.getId()).getReferredTo()).isEqualTo("120");
        assertThat(here.store.order(reply.getId()).getClosedAtMs()).isEqualTo(here.now);
        assertThat(here.store.order(reply.getId()).getVisitsList()).isEmpty();
        assertThat(here.store.timers).isEmpty();
        assertThat(here.store.indexes()).isEmpty();
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("faults")
    void submit_faultyRequest_namesProblemAndField(String problem, String pointer, OrderRequest.Builder request) {
        Reply reply = here.submit(resident("r-1"), "r-1", request);
        assertThat(reply.getProblem()).isEqualTo(problem);
        assertThat(reply.getPointer()).isEqualTo(pointer);
        assertThat(here.store.entities()).isEmpty();
    }

    static Stream<Arguments> faults() {
        Neighbourhood here = new Neighbourhood();
        long now = here.now;
        return Stream.of(
                Arguments.of("unknown-service", "/service", here.request("dragons")),
                Arguments.of(
                        "duration-invalid",
                        "/durationMinutes",
                        here.request("talk").setDurationMinutes(241)),
                Arguments.of(
                        "duration-invalid",
                        "/durationMinutes",
                        here.request("talk").setDurationMinutes(-1)),
                Arguments.of(
                        "duration-invalid",
                        "/durationMinutes",
                        here.request("talk").setDurationMinutes(1_000_000_000)),
                Arguments.of("people-invalid", "/people", here.request("talk").setPeople(21)),
                Arguments.of("people-invalid", "/people", here.request("talk").setPeople(-1)),
                Arguments.of(
                        "window-invalid", "/window/start", here.request("talk").clearWindow()),
                Arguments.of(
                        "window-invalid",
                        "/window/start",
                        here.request("talk").setWindow(window(now - HOUR - 1, now + 4 * HOUR))),
                Arguments.of(
                        "window-invalid",
                        "/window/start",
                        here.request("talk").setWindow(window(now + 401 * 24 * HOUR, now + 402 * 24 * HOUR))),
                Arguments.of(
                        "window-invalid", "/window/end", here.request("talk").setWindow(window(now, now + HOUR - 1))),
                Arguments.of(
                        "window-invalid", "/window/end", here.request("talk").setWindow(window(now, now))),
                Arguments.of("field-invalid", "/location", here.request("talk").clearLocation()),
                Arguments.of("outside-region", "/location", here.request("talk").setLocation(place(39.9, 116.4))),
                Arguments.of("outside-region", "/to", here.request("talk").setTo(place(26.0, 106.4))),
                Arguments.of(
                        "outside-region",
                        "/stops/1",
                        here.request("talk").addStops(CENTRE).addStops(place(0, 0))),
                Arguments.of("unknown-tier", "/minTier", here.request("talk").setMinTier("A+")),
                Arguments.of(
                        "unknown-skill",
                        "/skills/0/skill",
                        here.request("talk")
                                .addSkills(SkillLevel.newBuilder()
                                        .setSkill("magic")
                                        .setLevel(1))),
                Arguments.of(
                        "field-invalid",
                        "/skills/0/level",
                        here.request("talk").addSkills(SkillLevel.newBuilder().setSkill("repair"))),
                Arguments.of("field-invalid", "/repeat", here.request("talk").setRepeat("R".repeat(50_000))),
                Arguments.of(
                        "field-invalid", "/gapMinutes", here.request("talk").setGapMinMinutes(5)),
                Arguments.of(
                        "field-invalid",
                        "/preferVolunteer",
                        here.request("talk").setPreferVolunteer("a b")));
    }

    @Test
    void submit_ofAWindowAlreadyOver_isInvalid_ofOneRunning_isTaken() {
        OrderRequest.Builder over = here.request("talk").setWindow(window(here.now - HOUR, here.now));
        assertThat(here.submit(resident("r-1"), "r-1", over).getPointer()).isEqualTo("/window/end");
        OrderRequest.Builder running = here.request("talk").setWindow(window(here.now - 1, here.now - 1 + HOUR));
        assertThat(here.submit(resident("r-1"), "r-1", running).getState()).isEqualTo("OPEN");
    }

    @Test
    void submit_anHourAgo_isStillForNow() {
        OrderRequest.Builder request = here.request("talk").setWindow(window(here.now - HOUR, here.now + HOUR));
        assertThat(here.submit(resident("r-1"), "r-1", request).getState()).isEqualTo("OPEN");
    }

    @Test
    void submit_knownId_isRefused() {
        String order = here.order("r-1");
        Reply reply = here.submit(resident("r-1"), order, "r-1", here.request("talk"));
        assertThat(reply.getProblem()).isEqualTo("field-invalid");
        assertThat(reply.getPointer()).isEqualTo("/orderId");
    }

    @Test
    void submit_forAnother_isForRelativesAndStaffOnly() {
        assertThat(here.submit(resident("r-2"), "r-1", here.request("talk")).getProblem())
                .isEqualTo("not-allowed");
        assertThat(here.submit(volunteer("v-1"), "v-1", here.request("talk")).getProblem())
                .isEqualTo("not-allowed");
        here.putResident(resident("r-1"), "r-1", file -> file.addRelatives("r-2"));
        assertThat(here.submit(resident("r-2"), "r-1", here.request("talk")).getState())
                .isEqualTo("OPEN");
        assertThat(here.submit(staff(Role.ROLE_AGENT), "r-1", here.request("talk"))
                        .getState())
                .isEqualTo("OPEN");
    }

    @Test
    void review_ofReviewedService_opensRefersOrRefuses() {
        Neighbourhood careful = new Neighbourhood(PolicyReader.read(PolicyReader.defaultYaml("520181")
                .replace("  talk:\n    name: 陪聊", "  talk:\n    reviewed: true\n    name: 陪聊")));
        String open = careful.order("r-1");
        String refused = careful.order("r-1");
        String referred = careful.order("r-1");
        assertThat(careful.store.order(open).getState()).isEqualTo(OrderState.ORDER_STATE_SUBMITTED);
        assertThat(careful.review(resident("r-1"), open, OrderState.ORDER_STATE_OPEN)
                        .getProblem())
                .isEqualTo("not-allowed");
        Reply reply = careful.review(staff(Role.ROLE_REVIEWER), open, OrderState.ORDER_STATE_OPEN);
        assertThat(reply.getState()).isEqualTo("OPEN");
        assertThat(reply.getVisitsCount()).isEqualTo(1);
        assertThat(careful.review(staff(Role.ROLE_REVIEWER), open, OrderState.ORDER_STATE_REFUSED)
                        .getProblem())
                .isEqualTo("illegal-transition");
        assertThat(careful.review(staff(Role.ROLE_REVIEWER), refused, OrderState.ORDER_STATE_REFUSED)
                        .getState())
                .isEqualTo("REFUSED");
        assertThat(careful.review(staff(Role.ROLE_REVIEWER), referred, OrderState.ORDER_STATE_REFERRED)
                        .getState())
                .isEqualTo("REFERRED");
        assertThat(careful.review(staff(Role.ROLE_REVIEWER), referred, OrderState.ORDER_STATE_DONE)
                        .getProblem())
                .isEqualTo("field-invalid");
    }

    @Test
    void cancel_withOfferOut_withdrawsItAndFreesTheCalendar() {
        here.onDuty("v-1");
        String order = here.order("r-1");
        here.offer(order + ".1", "v-1");
        Reply reply = here.cancel(resident("r-1"), order);
        assertThat(reply.getState()).isEqualTo("CANCELLED");
        assertThat(here.store.calendar("v-1").getHoldsList()).isEmpty();
        assertThat(here.store.order(order).getVisits(0).getOffers(0).getCloseCode())
                .isEqualTo("order-cancelled");
        assertThat(here.accept("v-1", order + ".1.1").getProblem()).isEqualTo("offer-withdrawn");
        assertThat(here.store.timers.keySet()).noneMatch(name -> name.subject().startsWith(order));
        assertThat(here.cancel(resident("r-1"), order).getProblem()).isEqualTo("illegal-transition");
    }

    @Test
    void cancel_afterOneOfTwoIsDone_callsOffTheOtherOnly() {
        here.onDuty("v-1", "v-2");
        Reply order = here.submit(resident("r-1"), "r-1", here.request("talk").setPeople(2));
        String first = order.getVisits(0).getId();
        here.offer(first, "v-1");
        here.accept("v-1", first + ".1");
        here.checkIn(volunteer("v-1"), first, Neighbourhood.presence(CENTRE, Neighbourhood.code(Neighbourhood.CODE)));
        here.checkOut(volunteer("v-1"), first, Neighbourhood.presence(CENTRE));
        here.offer(order.getVisits(1).getId(), "v-2");
        Reply reply = here.cancel(staff(Role.ROLE_DISPATCHER), order.getId());
        assertThat(reply.getState()).isEqualTo("DONE");
        assertThat(here.store.order(order.getId()).getVisitsList())
                .extracting("state")
                .containsExactly(VisitState.VISIT_STATE_DONE, VisitState.VISIT_STATE_CANCELLED);
        assertThat(here.store.calendar("v-2").getHoldsList()).isEmpty();
    }

    @Test
    void cancel_byAStranger_isNotAllowed() {
        String order = here.order("r-1");
        assertThat(here.cancel(resident("r-2"), order).getProblem()).isEqualTo("not-allowed");
        assertThat(here.cancel(volunteer("v-1"), order).getProblem()).isEqualTo("not-allowed");
        assertThat(here.cancel(resident("r-1"), "520181-order-none").getProblem())
                .isEqualTo("order-not-found");
    }

    @Test
    void rate_beforeDone_isIllegal_afterwardsOneToFive() {
        here.onDuty("v-1");
        String visit = here.onSite("v-1");
        String order = org.linli.domain.Ids.orderOf(visit);
        assertThat(here.rate(resident("r-1"), order, 5).getProblem()).isEqualTo("illegal-transition");
        here.pass(30 * MINUTE);
        here.checkOut(volunteer("v-1"), visit, Neighbourhood.presence(CENTRE));
        assertThat(here.rate(resident("r-1"), order, 6).getProblem()).isEqualTo("field-invalid");
        assertThat(here.rate(resident("r-1"), order, 0).getPointer()).isEqualTo("/stars");
        assertThat(here.rate(volunteer("v-1"), order, 5).getProblem()).isEqualTo("not-allowed");
        assertThat(here.rate(resident("r-1"), order, 4).getProblem()).isEmpty();
        assertThat(here.store.order(order).getStars()).isEqualTo(4);
    }

    @Test
    void escalate_twice_changesOnceAndKeepsTheVersion() {
        String order = here.order("r-1");
        assertThat(here.escalate(resident("r-1"), order).getVersion()).isEqualTo(2);
        assertThat(here.escalate(resident("r-1"), order).getVersion()).isEqualTo(2);
        assertThat(here.store.order(order).getEscalated()).isTrue();
    }
}
