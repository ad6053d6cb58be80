package org.linli.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linli.gateway.access.Route;

class RouteTableTest {
    private final RouteTable table = new RouteTable(EnumSet.allOf(Route.class));

    @ParameterizedTest
    @EnumSource(Route.class)
    void path_ofARoute_leadsToIt(Route route) {
        String path = route.path().replaceAll("\\{\\w+}", "x-1");
        assertThat(table.find(route.method(), path).route()).isEqualTo(route);
    }

    @Test
    void method_thatThePathHasNot_isSaidSo() {
        assertThatThrownBy(() -> table.find("DELETE", "/v1/orders")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.METHOD_NOT_ALLOWED);
            assertThat(problem.arguments()).containsExactly("GET, POST");
        });
    }

    @Test
    void path_unknown_isNotFound() {
        for (String path : new String[] {"/", "/v1", "/v1/", "/v1/orders/", "/v1/orders/a/b", "//v1/orders", ""}) {
            assertThatThrownBy(() -> table.find("GET", path))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo(ProblemCode.NOT_FOUND));
        }
    }
}
