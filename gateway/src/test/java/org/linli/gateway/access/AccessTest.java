package org.linli.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTest {
    private static Caller caller(Role role, String... communities) {
        return new Caller("me", Set.of(role), "520181", Set.of(communities), Long.MAX_VALUE);
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void route_any_hasARow(Route route) {
        assertThat(Access.hasRow(route)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    void route_thatIsNotPublic_isOpenToSomebody(Route route) {
        boolean somebody = Set.of(Role.values()).stream().anyMatch(role -> Access.grant(route, role) != Grant.NONE);
        assertThat(somebody).isEqualTo(!route.isPublic());
    }

    @Test
    void resident_ofAnothersOrder_hasNoRole() {
        Parties others = new Parties(Set.of("other"), Set.of("me"), "", Set.of());
        assertThat(Access.role(Route.ORDER_GET, caller(Role.RESIDENT), others)).isEmpty();
    }

    @Test
    void volunteer_whoHoldsAnOffer_actsAsVolunteer() {
        Parties asked = new Parties(Set.of("other"), Set.of("me"), "", Set.of());
        assertThat(Access.role(Route.ORDER_GET, caller(Role.VOLUNTEER), asked)).contains(Role.VOLUNTEER);
    }

    @Test
    void communityStaff_outsideTheirCommunities_haveNoRole() {
        Parties there = new Parties(Set.of("r"), Set.of(), "", Set.of("north"));
        assertThat(Access.role(Route.ORDER_GET, caller(Role.COMMUNITY, "south"), there))
                .isEmpty();
        assertThat(Access.role(Route.ORDER_GET, caller(Role.COMMUNITY, "north"), there))
                .contains(Role.COMMUNITY);
        assertThat(Access.role(Route.ORDER_GET, caller(Role.COMMUNITY, "*"), there))
                .contains(Role.COMMUNITY);
    }

    @Test
    void severalRoles_onTheirOwn_actInTheNearest() {
        Caller both = new Caller("me", Set.of(Role.AGENT, Role.RESIDENT), "520181", Set.of(), Long.MAX_VALUE);
        Parties own = new Parties(Set.of("me"), Set.of(), "", Set.of());
        assertThat(Access.role(Route.ORDER_CANCEL, both, own)).contains(Role.RESIDENT);
        assertThat(Access.role(Route.ORDER_CANCEL, both, Parties.NOBODY)).contains(Role.AGENT);
    }
}
