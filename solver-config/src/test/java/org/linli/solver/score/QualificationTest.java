package org.linli.solver.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.solver.Region.HOUR;
import static org.linli.solver.Region.MINUTE;
import static org.linli.solver.Region.NOW;
import static org.linli.solver.Region.commitment;
import static org.linli.solver.Region.fact;
import static org.linli.solver.Region.place;
import static org.linli.solver.Region.request;
import static org.linli.solver.Region.skill;
import static org.linli.solver.Region.visit;
import static org.linli.solver.Region.volunteer;
import static org.linli.solver.Region.window;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.proto.Reason;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;
import org.linli.solver.Region;
import org.linli.solver.facts.Papers;

class QualificationTest {
    private final Qualification qualification = new Qualification(Region.scorer());

    private List<String> reasons(ZoneVolunteer.Builder volunteer, ZoneVisit.Builder visit) {
        return qualification.check(fact(volunteer), fact(visit)).stream()
                .map(QualificationTest::words)
                .toList();
    }

    private static String words(Reason reason) {
        return (reason.getCode() + " " + reason.getAmount() + " " + reason.getRef()).strip();
    }

    @Test
    void qualifiedPair_hasNoReasons() {
        assertThat(reasons(volunteer("v"), visit(1, 1))).isEmpty();
        assertThat(qualification.isQualified(fact(volunteer("v")), fact(visit(1, 1))))
                .isTrue();
    }

    @Test
    void missingSkills_areNamedOneByOne() {
        ZoneVisit.Builder visit =
                visit(1, 1).setRequest(request().addSkills(skill("repair", 2)).addSkills(skill("sign", 1)));
        assertThat(reasons(volunteer("v").addSkills(skill("repair", 1)), visit))
                .containsExactlyInAnyOrder("skill-missing 1 repair", "skill-missing 1 sign");
    }

    @Test
    void missingPaper_isNamedAsAPaper_andNotAsASkill() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().addSkills(skill(Papers.skill("insurance"), 1)));
        assertThat(reasons(volunteer("v"), visit)).containsExactly("paper-missing 1 insurance");
        assertThat(reasons(volunteer("v").addSkills(skill(Papers.skill("insurance"), 1)), visit))
                .isEmpty();
    }

    @Test
    void wayTierLanguageAndExclusion_areAllNamed() {
        ZoneVisit.Builder visit = visit(1, 1)
                .addExcludedVolunteers("v")
                .setRequest(
                        request().setLocation(place(1500, 0)).setMinTier("AA").addLanguages("hmn"));
        assertThat(reasons(volunteer("v").setMaxTravelSeconds(300), visit))
                .containsExactly("tier-below 1", "blocked 1", "language-missing 1 hmn", "too-far 60");
    }

    @Test
    void commitmentInTheWay_isAnOverlap_notALateEnd() {
        ZoneVisit.Builder visit = visit(1, 1).setRequest(request().setWindow(window(NOW, NOW + HOUR)));
        ZoneVolunteer.Builder busy =
                volunteer("v").addCommitments(commitment(NOW + 10 * MINUTE, NOW + 50 * MINUTE, place(0, 0)));
        assertThat(reasons(busy, visit)).containsExactly("overlap 1200");
    }

    @Test
    void dutyThatEndsTooSoon_isOffShift() {
        assertThat(reasons(volunteer("v").setAvailableUntilMs(NOW + 20 * MINUTE), visit(1, 1)))
                .containsExactly("off-shift 600");
    }
}
