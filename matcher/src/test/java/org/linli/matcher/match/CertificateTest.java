package org.linli.matcher.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A proof that cannot refute proves nothing: each condition is broken once. */
class CertificateTest {
    private final Matching matching = new Matching();

    @BeforeEach
    void twoWhoWantTheSame() {
        matching.addVolunteer(0);
        matching.addVolunteer(1);
        matching.addVisit(0, 100, new long[] {1, 5}, new int[] {0, 1});
        matching.addVisit(1, 100, new long[] {1}, new int[] {0});
    }

    @Test
    void certificate_ofAnOptimum_isProof() {
        Certificate certificate = Certificate.of(matching);
        assertThat(certificate.isProof()).isTrue();
        assertThat(certificate.lowerBound()).isEqualTo(certificate.cost()).isEqualTo(6);
    }

    @Test
    void certificate_ofAnEmptyMatching_isProof() {
        assertThat(Certificate.of(new Matching()).isProof()).isTrue();
    }

    @Test
    void certificate_whenAVisitIsLeftOut_isNoProof() {
        matching.pairs().vacate(0, matching.pairs().price(0));
        matching.pairs().place(1, Pairs.UNSERVED);
        assertThat(Certificate.of(matching).isProof()).isFalse();
    }

    @Test
    void certificate_whenAVisitIsOvervalued_namesIt() {
        matching.pairs().value(1, 50);
        assertThat(Certificate.of(matching).violations()).contains("Visit 1 would rather have volunteer 0");
    }

    @Test
    void certificate_whenAVisitIsValuedBeyondNobody_namesIt() {
        matching.pairs().value(1, 101);
        assertThat(Certificate.of(matching).violations()).contains("Visit 1 is valued at 101");
    }

    @Test
    void certificate_whenAPriceIsNegative_namesIt() {
        matching.pairs().raise(1, -1);
        assertThat(Certificate.of(matching).violations()).contains("Volunteer 1 has price -1");
    }

    @Test
    void certificate_whenAFreeVolunteerHasAPrice_isNoProof() {
        matching.addVolunteer(2);
        matching.pairs().raise(2, 4);
        assertThat(Certificate.of(matching).isProof()).isFalse();
    }

    @Test
    void certificate_whenTwoHaveOneVolunteer_namesThem() {
        int edge = matching.candidates().between(0, 0);
        matching.pairs().place(0, edge);
        assertThat(Certificate.of(matching).violations()).contains("Two visits have volunteer 0, one is 1");
    }
}
