package org.linli.matcher.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.linli.proto.ZoneVisit;
import org.linli.proto.ZoneVolunteer;

class ZonesTest {
    private final Random random = new Random(5);

    private List<ZoneVolunteer> volunteers(int count) {
        List<ZoneVolunteer> volunteers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            volunteers.add(County.volunteer("v" + i, random.nextInt(40_000), random.nextInt(20_000))
                    .build());
        }
        return volunteers;
    }

    private List<ZoneVisit> visits(int count) {
        List<ZoneVisit> visits = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            visits.add(County.visit(i, 1, random.nextInt(40_000), random.nextInt(20_000))
                    .build());
        }
        return visits;
    }

    @Test
    void fewVolunteers_areOneZone() {
        List<Zones.Zone> zones = Zones.of("t1", volunteers(20), visits(30));
        assertThat(zones).singleElement().satisfies(zone -> {
            assertThat(zone.key()).isEqualTo(ZoneKey.whole("t1"));
            assertThat(zone.volunteers()).hasSize(20);
            assertThat(zone.visits()).hasSize(30);
        });
    }

    @Test
    void zones_haveEachVisitOnce_andEachVolunteerAtLeastOnce() {
        List<ZoneVolunteer> volunteers = volunteers(200);
        List<ZoneVisit> visits = visits(300);
        List<Zones.Zone> zones = Zones.of("t1", volunteers, visits, 30);
        assertThat(zones)
                .hasSizeGreaterThanOrEqualTo(7)
                .isSortedAccordingTo((a, b) -> a.key().compareTo(b.key()));
        assertThat(zones).flatExtracting(Zones.Zone::visits).containsExactlyInAnyOrderElementsOf(visits);
        assertThat(zones)
                .flatExtracting(Zones.Zone::volunteers)
                .containsAll(volunteers)
                .hasSizeGreaterThan(200);
    }

    @Test
    void zones_doNotDependOnTheOrderOfTheInput() {
        List<ZoneVolunteer> volunteers = volunteers(150);
        List<ZoneVolunteer> shuffled = new ArrayList<>(volunteers);
        Collections.shuffle(shuffled, new Random(9));
        assertThat(Zones.of("t1", shuffled, List.of(), 20))
                .extracting(zone -> zone.key() + " " + zone.volunteers().size())
                .isEqualTo(Zones.of("t1", volunteers, List.of(), 20).stream()
                        .map(zone -> zone.key() + " " + zone.volunteers().size())
                        .toList());
    }

    @Test
    void visitOnARoute_goesWithItsVolunteer_acrossTheBorder() {
        List<ZoneVolunteer> volunteers = new ArrayList<>();
        volunteers.add(County.volunteer("south", 0, 0).addRoute("t1-order-1.1").build());
        volunteers.add(County.volunteer("north", 20_000, 0).build());
        List<Zones.Zone> zones =
                Zones.of("t1", volunteers, List.of(County.visit(1, 1, 20_000, 0).build()), 1);
        assertThat(zones).hasSize(2);
        assertThat(zones.get(0).visits()).hasSize(1);
        assertThat(zones.get(1).visits()).isEmpty();
    }

    @Test
    void volunteersOnOneSpot_areOneZone_howeverMany() {
        List<ZoneVolunteer> together = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            together.add(County.volunteer("v" + i, 0, 0).build());
        }
        assertThat(Zones.of("t1", together, List.of(), 10)).hasSize(1);
    }

    @Test
    void zonePath_ofOtherFigures_isRefused() {
        assertThatThrownBy(() -> new ZoneKey("t1", "02")).hasMessageContaining("zone.path (02)");
    }
}
