package org.linli.matcher.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The optimum by OR-Tools: one unit of flow from each visit, by a volunteer or past all of them, to the sink. */
final class MinCostFlowOracle {
    private static final int SINK = 0;

    static {
        Loader.loadNativeLibraries();
    }

    private MinCostFlowOracle() {}

    static long optimum(Model model) {
        List<Integer> visits = model.openVisits();
        if (visits.isEmpty()) {
            return model.fixedCost();
        }
        MinCostFlow flow = new MinCostFlow();
        Map<Integer, Integer> volunteerNodes = volunteerNodes(model, visits.size(), flow);
        for (int i = 0; i < visits.size(); i++) {
            int node = i + 1;
            flow.setNodeSupply(node, 1);
            flow.addArcWithCapacityAndUnitCost(
                    node, SINK, 1, model.visit(visits.get(i)).unservedCost());
            model.openCosts(visits.get(i))
                    .forEach((volunteer, cost) -> flow.addArcWithCapacityAndUnitCost(
                            node, Objects.requireNonNull(volunteerNodes.get(volunteer)), 1, cost));
        }
        flow.setNodeSupply(SINK, -visits.size());
        assertThat(flow.solve()).isEqualTo(MinCostFlowBase.Status.OPTIMAL);
        return model.fixedCost() + flow.getOptimalCost();
    }

    private static Map<Integer, Integer> volunteerNodes(Model model, int visitCount, MinCostFlow flow) {
        Map<Integer, Integer> nodes = new HashMap<>();
        for (int volunteer : model.volunteers) {
            int node = visitCount + 1 + nodes.size();
            nodes.put(volunteer, node);
            flow.addArcWithCapacityAndUnitCost(node, SINK, 1, 0);
        }
        return nodes;
    }
}
