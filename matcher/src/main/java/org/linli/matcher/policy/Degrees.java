package org.linli.matcher.policy;

import org.yaml.snakeyaml.nodes.Node;

/** Reads degrees. */
final class Degrees {
    private Degrees() {}

    static double read(Node node, String text, String pointer, double most, Problems problems) {
        try {
            double value = Double.parseDouble(text);
            if (-most <= value && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // said below, with the same words as a number out of bounds
        }
        problems.at(node, pointer, "(" + text + ") must be degrees from " + -most + " to " + most);
        return 0;
    }
}
