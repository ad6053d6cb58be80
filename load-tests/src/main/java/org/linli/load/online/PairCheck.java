package org.linli.load.online;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds the pairs of a run against the lines of the file itself, with nothing of the code that made them. */
final class PairCheck {
    private final List<String> lines;
    private final boolean paid;
    private final List<String> violations = new ArrayList<>();

    private PairCheck(List<String> lines) {
        this.lines = lines.subList(1, lines.size());
        this.paid = lines.get(0).strip().split("\\s+").length == 4;
    }

    /** What a file allows of these pairs, and what they are worth by its numbers. */
    record Verdict(double worth, List<String> violations) {}

    static Verdict check(List<String> lines, List<Pair> pairs) {
        return new PairCheck(lines).check(pairs);
    }

    private Verdict check(List<Pair> pairs) {
        Set<Integer> used = new HashSet<>();
        double worth = 0;
        for (Pair pair : pairs) {
            double[] worker = line(pair.worker().index(), "w");
            double[] task = line(pair.task().index(), "t");
            require(used.add(pair.worker().index()), pair, "has a worker of another pair");
            require(used.add(pair.task().index()), pair, "has a task of another pair");
            double until = worker[0] + worker[paid ? 5 : 3];
            require(worker[0] < task[0] + task[3] && task[0] < until, pair, "does not overlap in time");
            double distance = Math.hypot(worker[1] - task[1], worker[2] - task[2]);
            require(distance <= worker[paid ? 3 : 4] + 1e-9, pair, "is further apart than the worker goes");
            worth += paid ? worker[6] * task[4] : 1;
        }
        return new Verdict(worth, violations);
    }

    private double[] line(int index, String kind) {
        String[] fields = lines.get(index).strip().split("\\s+");
        if (!fields[1].equals(kind)) {
            violations.add("Line " + (index + 2) + " is not of kind " + kind + ".");
        }
        double[] numbers = new double[fields.length - 1];
        numbers[0] = Double.parseDouble(fields[0]);
        for (int i = 2; i < fields.length; i++) {
            numbers[i - 1] = Double.parseDouble(fields[i]);
        }
        return numbers;
    }

    private void require(boolean holds, Pair pair, String otherwise) {
        if (!holds) {
            violations.add("The pair of lines " + (pair.worker().index() + 2) + " and "
                    + (pair.task().index() + 2) + " " + otherwise + ".");
        }
    }
}
