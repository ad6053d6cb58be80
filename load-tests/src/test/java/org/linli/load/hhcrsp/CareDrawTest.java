package org.linli.load.hhcrsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linli.load.hhcrsp.Instance.Caregiver;
import org.linli.load.hhcrsp.Instance.Patient;

class CareDrawTest {
    @ParameterizedTest
    @CsvSource({"10, 3", "25, 5", "50, 10", "75, 15", "100, 20", "200, 30", "300, 40"})
    void instance_ofAPublishedSize_hasAsManyCarersAndEveryService(int patients, int carers) {
        Instance drawn = Instance.of(CareDraw.instance(patients, 1));
        assertThat(drawn.caregivers()).hasSize(carers);
        assertThat(drawn.caregivers().stream()
                        .map(Caregiver::abilities)
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet()))
                .hasSize(6);
        assertThat(drawn.patients()).hasSize(patients);
        assertThat(drawn.distances()).hasDimensions(patients + 1, patients + 1);
    }

    @Test
    void instance_ofAHundredPatients_hasThirtyWhoNeedTwoCarers_halfOfThemOneAfterTheOther() {
        List<Patient> drawn = Instance.of(CareDraw.instance(100, 7)).patients();
        assertThat(drawn).filteredOn(patient -> patient.cares().size() == 2).hasSize(30);
        assertThat(drawn)
                .filteredOn(patient -> patient.gapMax() > 0)
                .hasSize(15)
                .allMatch(patient -> patient.gapMax() == 2 * patient.gapMin());
        assertThat(drawn).allMatch(patient -> patient.closes() - patient.opens() == 120);
    }

    @Test
    void instance_ofTheSameSeed_isTheSame_andOfAnotherIsNot() {
        assertThat(CareDraw.instance(25, 3)).isEqualTo(CareDraw.instance(25, 3));
        assertThat(CareDraw.instance(25, 3)).isNotEqualTo(CareDraw.instance(25, 4));
    }

    @Test
    void instance_isSolvedLikeAPublishedOne() throws InterruptedException {
        JsonObject drawn = CareDraw.instance(20, 5);
        CareSearch.solve(Instance.of(drawn), List.of(1L), CareBudget.of(1, 0))
                .forEach((seed, solution) ->
                        assertThat(Checker.check(drawn, solution).violations()).isEmpty());
    }

    @Test
    void instance_ofTooFewPatients_isRefused() {
        assertThatThrownBy(() -> CareDraw.instance(2, 1)).hasMessageContaining("patients (2) must be at least 3");
    }
}
