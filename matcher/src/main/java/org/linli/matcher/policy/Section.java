package org.linli.matcher.policy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping of the file, read key by key. Nothing throws: each problem is noted with its line and pointer, and reading
 * goes on with a harmless value, so that one pass finds them all.
 */
final class Section {
    private final Node at;
    private final String pointer;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> read = new LinkedHashSet<>();

    Section(Node at, String pointer, Problems problems) {
        this.at = at;
        this.pointer = pointer;
        this.problems = problems;
        if (at instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::enter);
        } else {
            problems.at(at, pointer, "must be a mapping");
        }
    }

    Set<String> keys() {
        return values.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) {
        @Nullable Node node = required(key);
        return node == null ? "" : scalar(node, key);
    }

    String textOr(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /** A whole number between two bounds, both included. */
    int whole(String key, int least, int most) {
        @Nullable Node node = required(key);
        if (node == null) {
            return least;
        }
        String text = scalar(node, key);
        try {
            int value = Integer.parseInt(text);
            if (least <= value && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // said below, with the same words as a number out of bounds
        }
        problems.at(node, at(key), "(" + text + ") must be a whole number from " + least + " to " + most);
        return least;
    }

    int wholeOr(String key, int otherwise, int least, int most) {
        return has(key) ? whole(key, least, most) : otherwise;
    }

    double degrees(String key, double most) {
        @Nullable Node node = required(key);
        return node == null ? 0 : Degrees.read(node, scalar(node, key), at(key), most, problems);
    }

    boolean flagOr(String key, boolean otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        String text = text(key);
        if (!text.equals("true") && !text.equals("false")) {
            problem(key, "(" + text + ") must be true or false");
        }
        return text.equals("true");
    }

    /** A mapping below this one; an empty one where it is absent. */
    Section section(String key) {
        @Nullable Node node = required(key);
        return node == null
                ? new Section(new MappingNode(at.getTag(), List.of(), flow()), at(key), problems)
                : new Section(node, at(key), problems);
    }

    /** The items of a list; none where it is absent. */
    List<Node> list(String key) {
        @Nullable Node node = required(key);
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (node != null) {
            problems.at(node, at(key), "must be a list");
        }
        return List.of();
    }

    /** The items of a list of plain words. */
    List<String> texts(String key) {
        return list(key).stream().map(node -> scalar(node, key)).toList();
    }

    List<Node> listOrNone(String key) {
        return has(key) ? list(key) : List.of();
    }

    String at(String key) {
        return pointer + '/' + key.replace("~", "~0").replace("/", "~1");
    }

    void problem(String key, String message) {
        problems.at(values.getOrDefault(key, at), at(key), message);
    }

    /** Says which keys are not known here: a misspelt key must not be taken for a default. */
    void done() {
        values.forEach((key, node) -> {
            if (!read.contains(key)) {
                problems.at(node, at(key), "is not known here; known are " + read);
            }
        });
    }

    private void enter(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problems.at(tuple.getKeyNode(), pointer, "must have plain keys");
        } else if (values.put(key.getValue(), tuple.getValueNode()) != null) {
            problems.at(key, at(key.getValue()), "comes twice");
        }
    }

    private @Nullable Node required(String key) {
        read.add(key);
        @Nullable Node node = values.get(key);
        if (node == null) {
            problems.at(at, at(key), "is missing");
        }
        return node;
    }

    private String scalar(Node node, String key) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().strip();
        }
        problems.at(node, at(key), "must be a single value");
        return "";
    }

    private static DumperOptions.FlowStyle flow() {
        return DumperOptions.FlowStyle.BLOCK;
    }
}
