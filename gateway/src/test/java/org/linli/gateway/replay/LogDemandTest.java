package org.linli.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.backtest.Person;
import org.linli.matcher.backtest.Wish;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Place;
import org.linli.proto.Priority;

class LogDemandTest {
    private static final RegionPolicy POLICY = PolicyReader.defaultFor("520181");
    private static final List<Call> CALLS = CallLog.parse(List.of(
            "lat,lng,category,time,township",
            "40.0,-75.0,Fall,2015-12-10 17:40:00,HERE",
            "40.1,-75.1,Tyre,2015-12-10 17:41:30,THERE",
            "40.1,-75.1,Noise,2015-12-10 17:42:00,THERE"));

    private final LogDemand demand = new LogDemand(
            POLICY,
            AffineMap.parse("box:26.5,106.3,26.6,106.4", Box.around(CALLS), LogDemand.box(POLICY)),
            CategoryRules.parse(
                    List.of("FALL,medical-emergency,EMERGENCY,30,welfare-check", "TYRE,repair,ROUTINE,45,")));

    @Test
    void calls_becomeTheOrdersThatAReplayWouldSend() {
        List<Wish> wishes = demand.wishes(CALLS);

        assertThat(wishes).extracting(Wish::service).containsExactly("medical-emergency", "welfare-check", "repair");
        assertThat(wishes)
                .extracting(Wish::priority)
                .containsExactly(Priority.PRIORITY_EMERGENCY, Priority.PRIORITY_URGENT, Priority.PRIORITY_ROUTINE);
        assertThat(wishes).extracting(Wish::afterMs).containsExactly(0L, 0L, 90_000L);
        assertThat(wishes).extracting(Wish::windowMs).containsExactly(7_200_000L, 7_200_000L, 8_100_000L);
        assertThat(wishes.get(0).place())
                .isEqualTo(Place.newBuilder()
                        .setLatE7(265_000_000)
                        .setLngE7(1_064_000_000)
                        .build());
    }

    @Test
    void people_liveWhereTheCallsComeFrom_andHaveTheSkillsAskedFor() {
        List<Person> people = demand.people(CALLS, 40, 1);

        assertThat(people).hasSize(40).allMatch(person -> person.tier().equals(POLICY.startTier()));
        assertThat(people).extracting(person -> person.home().getLatE7()).containsOnly(265_000_000, 266_000_000);
        assertThat(people).flatExtracting(Person::skills).containsOnly("repair");
        assertThat(demand.people(CALLS, 40, 1)).isEqualTo(people);
    }
}
