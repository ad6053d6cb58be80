package org.linli.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.linli.domain.Wgs84;

class CountyMapTest {
    private final CountyMap county = CountyMap.qingzhen();

    @Test
    void communities_areAllOfQingzhenAndInsideIt() {
        assertThat(county.communities()).hasSize(239);
        assertThat(county.communities())
                .allSatisfy(community ->
                        assertThat(county.contains(community.place())).isTrue());
        assertThat(county.communities().stream().map(Community::street).distinct())
                .hasSize(12)
                .contains("青龙山街道", "流长苗族乡");
    }

    @Test
    void places_areTheSameAtEveryStart() {
        assertThat(CountyMap.qingzhen().communities()).isEqualTo(county.communities());
    }

    @Test
    void homes_areInTheCountyNearTheirCommunity() {
        SplittableRandom chance = new SplittableRandom(5);
        for (int i = 0; i < 500; i++) {
            Community community = county.drawCommunity(chance);
            Wgs84 home = county.drawHome(community, chance);
            assertThat(county.contains(home)).isTrue();
            assertThat(home.metersTo(community.place())).isLessThanOrEqualTo(community.radiusMeters() + 1);
        }
    }

    @Test
    void people_areMarkedAsFictionAndDifferent() {
        SplittableRandom chance = new SplittableRandom(6);
        Set<String> phones = new HashSet<>();
        for (int i = 1; i <= 300; i++) {
            Fiction person = Fiction.volunteer(i, county, chance);
            assertThat(person.name()).endsWith("（演）");
            assertThat(person.address()).endsWith("（示意）");
            assertThat(person.phone()).matches("140000\\d{5}");
            assertThat(phones.add(person.phone())).isTrue();
        }
    }

    @Test
    void csv_quotesAndCommas_areRead() {
        assertThat(Csv.fields("1,\"EMS: a, \"\"b\"\"\",,x")).containsExactly("1", "EMS: a, \"b\"", "", "x");
    }
}
