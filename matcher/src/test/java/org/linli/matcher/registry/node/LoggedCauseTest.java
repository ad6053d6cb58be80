package org.linli.matcher.registry.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.linli.proto.CheckIn;
import org.linli.proto.CheckOut;
import org.linli.proto.ClaimVisit;
import org.linli.proto.Command;
import org.linli.proto.DepartVisit;
import org.linli.proto.Evidence;
import org.linli.proto.Place;
import org.linli.proto.Presence;

class LoggedCauseTest {
    private static final Place HERE =
            Place.newBuilder().setLatE7(265_600_000).setLngE7(1_064_700_000).build();
    private static final Presence PRESENCE = Presence.newBuilder()
            .setAtMs(7)
            .setLocation(HERE)
            .addEvidence(Evidence.newBuilder().setKind(Evidence.Kind.KIND_CODE))
            .build();

    @Test
    void cause_ofCheckInOrOut_keepsAllButThePlace() {
        Command in = Command.newBuilder()
                .setCheckIn(CheckIn.newBuilder().setVisitId("v").setPresence(PRESENCE))
                .build();
        Command out = Command.newBuilder()
                .setCheckOut(CheckOut.newBuilder().setVisitId("v").setPresence(PRESENCE))
                .build();

        Presence bare = PRESENCE.toBuilder().clearLocation().build();
        assertThat(LoggedCause.of(in).getCheckIn().getPresence()).isEqualTo(bare);
        assertThat(LoggedCause.of(out).getCheckOut().getPresence()).isEqualTo(bare);
    }

    @Test
    void cause_ofClaim_doesNotSayFromWhere() {
        Command claim = Command.newBuilder()
                .setClaimVisit(ClaimVisit.newBuilder().setVisitId("v").setFrom(HERE))
                .build();

        assertThat(LoggedCause.of(claim).getClaimVisit().hasFrom()).isFalse();
    }

    @Test
    void cause_ofAnyOtherCommand_isTheCommand() {
        Command depart = Command.newBuilder()
                .setDepartVisit(DepartVisit.newBuilder().setVisitId("v"))
                .build();

        assertThat(LoggedCause.of(depart)).isSameAs(depart);
    }
}
