package org.linli.load.matching;

import java.util.Arrays;

/** Each order, as it comes, takes its nearest free candidate and keeps it: what a queue and a map come to. */
final class Greedy {
    private Greedy() {}

    static Outcome match(Instance instance) {
        boolean[] taken = new boolean[instance.volunteers().size()];
        int[] volunteerOf = new int[instance.size()];
        Arrays.setAll(volunteerOf, order -> take(instance.candidates()[order], taken));
        return Outcome.of(instance, volunteerOf);
    }

    private static int take(int[] candidates, boolean[] taken) {
        for (int volunteer : candidates) {
            if (!taken[volunteer]) {
                taken[volunteer] = true;
                return volunteer;
            }
        }
        return -1;
    }
}
