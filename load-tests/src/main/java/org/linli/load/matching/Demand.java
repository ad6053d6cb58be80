package org.linli.load.matching;

import java.util.ArrayList;
import java.util.List;

/** For each volunteer the orders that have the volunteer as a candidate. */
record Demand(Instance instance, List<int[]> orders) {
    static Demand of(Instance instance) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int volunteer = 0; volunteer < instance.volunteers().size(); volunteer++) {
            lists.add(new ArrayList<>());
        }
        for (int order = 0; order < instance.size(); order++) {
            for (int volunteer : instance.candidates()[order]) {
                lists.get(volunteer).add(order);
            }
        }
        return new Demand(instance, lists.stream().map(Demand::toArray).toList());
    }

    int[] ordersOf(int volunteer) {
        return orders.get(volunteer);
    }

    /** The costs where the volunteer is now. */
    long[] costsOf(int volunteer) {
        int[] of = orders.get(volunteer);
        long[] costs = new long[of.length];
        for (int i = 0; i < of.length; i++) {
            costs[i] = instance.cost(of[i], volunteer);
        }
        return costs;
    }

    private static int[] toArray(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
