package org.linli.solver.facts;

/**
 * Papers, such as an insurance or a training, as a plan weighs them: skills of one level under names that no skill has, so
 * that every rule that keeps skills keeps papers too.
 */
public final class Papers {
    private static final String PREFIX = "paper:";

    private Papers() {}

    /** The skill that stands for a paper of the policy. */
    public static String skill(String paper) {
        return PREFIX + paper;
    }

    public static boolean isPaper(String skill) {
        return skill.startsWith(PREFIX);
    }

    /** The policy's code of what {@link #skill} made. */
    public static String code(String skill) {
        return skill.substring(PREFIX.length());
    }
}
