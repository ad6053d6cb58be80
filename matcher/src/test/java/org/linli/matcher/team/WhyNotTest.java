package org.linli.matcher.team;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Calendar;
import org.linli.proto.Hold;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.SkillLevel;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;
import org.linli.proto.Window;

class WhyNotTest {
    private static final long NOON = 1_795_320_000_000L;
    private static final long HOUR = 3_600_000;
    private static final VolunteerFile APPROVED = VolunteerFile.newBuilder()
            .setState(VolunteerState.VOLUNTEER_STATE_APPROVED)
            .setBirthYear(1980)
            .build();

    private final RegionPolicy policy = PolicyReader.defaultFor("520181");

    private static Window window(long startMs) {
        return Window.newBuilder().setStartMs(startMs).setEndMs(startMs + HOUR).build();
    }

    private static Calendar held(long startMs) {
        return Calendar.newBuilder()
                .addHolds(Hold.newBuilder().setRef("520181-order-9.1").setWindow(window(startMs)))
                .build();
    }

    private static Order order(OrderRequest.Builder request) {
        return Order.newBuilder()
                .setId("520181-order-1")
                .setResidentId("r-1")
                .setRequest(request.setService("talk").setPeople(3))
                .build();
    }

    private Optional<WhyNot> ask(Order order, String person, VolunteerFile file, Calendar calendar) {
        return WhyNot.of(policy, order, window(NOON), person, file, calendar, "");
    }

    @Test
    void of_somebodyApprovedFreeAndQualified_isNothing() {
        assertThat(ask(order(OrderRequest.newBuilder()), "v-1", APPROVED, held(NOON + HOUR)))
                .isEmpty();
    }

    @Test
    void of_somebodyWhoWaitsForApproval_saysSo() {
        assertThat(ask(order(OrderRequest.newBuilder()), "v-1", VolunteerFile.getDefaultInstance(), held(NOON)))
                .get()
                .extracting(WhyNot::problem)
                .isEqualTo("volunteer-not-approved");
    }

    @Test
    void of_somebodyWhoIsBusyThen_namesWhat() {
        WhyNot why = ask(order(OrderRequest.newBuilder()), "v-1", APPROVED, held(NOON - HOUR / 2))
                .orElseThrow();
        assertThat(why.problem()).isEqualTo("calendar-overlap");
        assertThat(why.arguments()).containsExactly("v-1", "520181-order-9.1");
    }

    @Test
    void of_somebodyWhomTheResidentDoesNotWant_orWhoIsTheResident_saysSo() {
        Calendar blocked = Calendar.newBuilder().addBlockedByResidents("r-1").build();
        Order order = order(OrderRequest.newBuilder());
        assertThat(ask(order, "v-1", APPROVED, blocked).orElseThrow().arguments())
                .contains("blocked");
        assertThat(ask(order, "r-1", APPROVED, Calendar.getDefaultInstance())
                        .orElseThrow()
                        .arguments())
                .contains("own-order");
    }

    @Test
    void of_somebodyWithoutTheSkill_namesIt() {
        Order order = order(OrderRequest.newBuilder()
                .addSkills(SkillLevel.newBuilder().setSkill("first-aid").setLevel(1)));
        WhyNot why = ask(order, "v-1", APPROVED, Calendar.getDefaultInstance()).orElseThrow();
        assertThat(why.problem()).isEqualTo("not-qualified");
        assertThat(why.arguments()).startsWith("v-1", "skill");
    }
}
