package org.linli.load.matching;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import java.util.OptionalLong;

/** The exact optimum by OR-Tools' min-cost flow, where OR-Tools is on the class path: it is not shipped. */
final class MinCostFlowJudge {
    private static final int SINK = 0;

    private MinCostFlowJudge() {}

    static boolean isPresent() {
        try {
            Class.forName("com.google.ortools.Loader", false, MinCostFlowJudge.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    static OptionalLong optimum(Instance instance) {
        return isPresent() ? OptionalLong.of(solve(instance)) : OptionalLong.empty();
    }

    private static long solve(Instance instance) {
        Loader.loadNativeLibraries();
        MinCostFlow flow = new MinCostFlow();
        int firstVolunteer = instance.size() + 1;
        for (int volunteer = 0; volunteer < instance.volunteers().size(); volunteer++) {
            flow.addArcWithCapacityAndUnitCost(firstVolunteer + volunteer, SINK, 1, 0);
        }
        for (int order = 0; order < instance.size(); order++) {
            addOrder(flow, instance, order, firstVolunteer);
        }
        flow.setNodeSupply(SINK, -instance.size());
        MinCostFlowBase.Status status = flow.solve();
        if (status != MinCostFlowBase.Status.OPTIMAL) {
            throw new IllegalStateException("The min-cost flow ended as " + status + ", not OPTIMAL.");
        }
        return flow.getOptimalCost();
    }

    private static void addOrder(MinCostFlow flow, Instance instance, int order, int firstVolunteer) {
        int node = order + 1;
        flow.setNodeSupply(node, 1);
        flow.addArcWithCapacityAndUnitCost(node, SINK, 1, instance.unservedCost()[order]);
        int[] candidates = instance.candidates()[order];
        for (int i = 0; i < candidates.length; i++) {
            flow.addArcWithCapacityAndUnitCost(node, firstVolunteer + candidates[i], 1, instance.costs()[order][i]);
        }
    }
}
