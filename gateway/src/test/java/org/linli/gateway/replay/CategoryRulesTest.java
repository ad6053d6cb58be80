package org.linli.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CategoryRulesTest {
    @Test
    void standard_emergencies_areReferredFirst() throws IOException {
        CategoryRules rules = CategoryRules.standard();

        assertThat(service(rules, "EMS: CARDIAC EMERGENCY")).isEqualTo("medical-emergency");
        assertThat(service(rules, "Fire: BUILDING FIRE")).isEqualTo("fire");
        assertThat(service(rules, "Traffic: VEHICLE FIRE -")).isEqualTo("fire");
        assertThat(rules.find("EMS: CARDIAC EMERGENCY").orElseThrow().beside()).isEmpty();
        assertThat(rules.find("EMS: FALL VICTIM").orElseThrow().beside()).isEqualTo("welfare-check");
        assertThat(rules.find("Fire: GAS-ODOR/LEAK").orElseThrow().beside()).isEqualTo("welfare-check");
    }

    @Test
    void standard_roadAndUnknown_areVolunteersWork() throws IOException {
        CategoryRules rules = CategoryRules.standard();

        assertThat(service(rules, "Traffic: VEHICLE ACCIDENT -")).isEqualTo("escort");
        assertThat(service(rules, "Traffic: DISABLED VEHICLE -")).isEqualTo("repair");
        assertThat(service(rules, "something new")).isEqualTo("welfare-check");
    }

    @Test
    void rules_firstThatFits_decides() {
        CategoryRules rules =
                CategoryRules.parse(List.of("# comment", "", "A: B,one,SOON,15,", "A: *,two,ROUTINE,30,three"));

        assertThat(service(rules, "a: b")).isEqualTo("one");
        assertThat(service(rules, "A: BC")).isEqualTo("two");
        assertThat(rules.find("B")).isEmpty();
        assertThat(rules.services()).containsExactly("one", "two", "three");
    }

    @Test
    void rules_wrongLine_isRefusedByNumber() {
        assertThatThrownBy(() -> CategoryRules.parse(List.of("a,b,c"))).hasMessageContaining("line 1: has 3 fields");
        assertThatThrownBy(() -> CategoryRules.parse(List.of("a,b,SOON,long,"))).hasMessageContaining("minutes (long)");
    }

    private static String service(CategoryRules rules, String category) {
        return rules.find(category).orElseThrow().service();
    }
}
