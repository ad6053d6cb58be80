package org.linli.matcher.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong with a policy. */
final class Problems {
    /** Who gets a hundred problems at once mends a few and asks again. */
    private static final int MOST = 100;

    private final List<PolicyInvalid.Problem> found = new ArrayList<>();

    void at(Node node, String pointer, String message) {
        Mark mark = node.getStartMark();
        at(mark == null ? 1 : mark.getLine() + 1, pointer, message);
    }

    void at(int line, String pointer, String message) {
        if (found.size() < MOST) {
            found.add(new PolicyInvalid.Problem(line, pointer, message));
        }
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(PolicyInvalid.Problem::line));
            throw new PolicyInvalid(found);
        }
    }
}
