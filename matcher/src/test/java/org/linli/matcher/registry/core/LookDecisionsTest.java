package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.MINUTE;
import static org.linli.matcher.registry.core.Neighbourhood.resident;
import static org.linli.matcher.registry.core.Neighbourhood.staff;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Actor;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Priority;
import org.linli.proto.Reply;
import org.linli.proto.ReviewOrder;
import org.linli.proto.Role;
import org.linli.proto.SubmitOrder;
import org.linli.proto.Timer;

/** Orders that wait for staff's look before they open. */
class LookDecisionsTest {
    private static final String CAREFUL =
            PolicyReader.defaultYaml("520181").replace("  at: []\n", "  at: [DUPLICATE, NO_PHONE]\n");

    private final Neighbourhood here = new Neighbourhood(PolicyReader.read(CAREFUL));
    private int orders;

    private Reply submit(Actor actor, OrderRequest.Builder request, String... seen) {
        orders++;
        return here.as(
                actor,
                command -> command.setSubmitOrder(SubmitOrder.newBuilder()
                        .setOrderId("520181-order-look-" + orders)
                        .setResidentId("r-1")
                        .setRequest(request)
                        .addAllSeen(List.of(seen))));
    }

    private Order held() {
        return here.store.order(
                submit(resident("r-1"), here.request("talk"), "DUPLICATE").getId());
    }

    private Reply review(Order order, ReviewOrder.Builder review) {
        return here.as(staff(Role.ROLE_COMMUNITY), command -> command.setReviewOrder(review.setOrderId(order.getId())));
    }

    @Test
    void policy_namesWhatIsLookedAt() {
        RegionPolicy.Look look = PolicyReader.read(CAREFUL).look();
        assertThat(look.at()).containsExactly("DUPLICATE", "NO_PHONE");
        assertThat(look.minutes()).isEqualTo(30);
        assertThat(PolicyReader.defaultFor("520181").look().at()).isEmpty();
    }

    @Test
    void submit_withSomethingSeenThatThePolicyNames_waitsWithAClock() {
        Order order = held();
        assertThat(order.getState()).isEqualTo(OrderState.ORDER_STATE_SUBMITTED);
        assertThat(order.getLookCodesList()).containsExactly("DUPLICATE");
        assertThat(order.getLookDueMs()).isEqualTo(here.now + 30 * MINUTE);
        assertThat(here.store.timers)
                .containsEntry(new Effects.TimerName(Timer.Kind.KIND_LOOK_DUE, order.getId()), here.now + 30 * MINUTE);
    }

    @Test
    void submit_ofStaffOrOfAnEmergencyOrWithWhatThePolicyDoesNotName_opens() {
        OrderRequest.Builder talk = here.request("talk");
        assertThat(submit(staff(Role.ROLE_AGENT), talk, "DUPLICATE").getState()).isEqualTo("OPEN");
        assertThat(submit(resident("r-1"), talk, "FIRST_ORDER").getState()).isEqualTo("OPEN");
        assertThat(submit(resident("r-1"), talk.setPriority(Priority.PRIORITY_EMERGENCY), "DUPLICATE")
                        .getState())
                .isEqualTo("OPEN");
    }

    @Test
    void look_overdue_escalatesOnceAndStillWaits() {
        Order order = held();
        assertThat(here.fire(Timer.Kind.KIND_LOOK_DUE, order.getId()).getState())
                .isEqualTo("NOT_DUE");
        here.pass(30 * MINUTE);
        here.fire(Timer.Kind.KIND_LOOK_DUE, order.getId());
        Order after = here.store.order(order.getId());
        assertThat(after.getEscalated()).isTrue();
        assertThat(after.getEscalationCode()).isEqualTo("look-overdue");
        assertThat(after.getState()).isEqualTo(OrderState.ORDER_STATE_SUBMITTED);
        assertThat(here.store.timers).doesNotContainKey(new Effects.TimerName(Timer.Kind.KIND_LOOK_DUE, order.getId()));
        assertThat(review(order, ReviewOrder.newBuilder().setOutcome(OrderState.ORDER_STATE_OPEN))
                        .getState())
                .isEqualTo("OPEN");
    }

    @Test
    void review_withAChange_opensWhatWasChanged_byTheRulesOfANewOrder() {
        Order order = held();
        ReviewOrder.Builder changed = ReviewOrder.newBuilder()
                .setOutcome(OrderState.ORDER_STATE_OPEN)
                .setChanged(order.getRequest().toBuilder().setPeople(2))
                .setSealed(ByteString.copyFromUtf8("sealed"));
        assertThat(review(order, changed).getPointer()).isEqualTo("/reason");
        ReviewOrder.Builder wrong = changed.clone()
                .setReason("two are needed")
                .setChanged(order.getRequest().toBuilder().setDurationMinutes(10_000));
        assertThat(review(order, wrong).getProblem()).isEqualTo("duration-invalid");
        Reply reply = review(order, changed.setReason("two are needed"));
        assertThat(reply.getVisitsCount()).isEqualTo(2);
        assertThat(here.store.order(order.getId()).getSealed().toStringUtf8()).isEqualTo("sealed");
        assertThat(review(order, changed).getProblem()).isEqualTo("illegal-transition");
    }

    @Test
    void review_thatRefusesWithoutAReason_isRefused() {
        ReviewOrder.Builder refusal = ReviewOrder.newBuilder().setOutcome(OrderState.ORDER_STATE_REFUSED);
        assertThat(review(held(), refusal).getPointer()).isEqualTo("/reason");
        assertThat(review(held(), refusal.setReason("ordered twice")).getState())
                .isEqualTo("REFUSED");
    }
}
