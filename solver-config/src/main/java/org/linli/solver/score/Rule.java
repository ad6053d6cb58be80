package org.linli.solver.score;

/**
 * The rules of a plan. Each is charged an amount in its natural unit; a weight turns the amount into points of its
 * level. The code is the word that reasons and explanations use.
 */
public enum Rule {
    /** Missing levels of the skills asked for, verified where the service wants that. */
    SKILL("skill-missing", Level.HARD),
    /** Ranks below the least tier. */
    TIER("tier-below", Level.HARD),
    /** 1 where somebody under 18 would go alone, or at all to an adults' service. */
    MINOR("minor-alone", Level.HARD),
    /** 1 for a pair that is blocked or excluded. */
    BLOCKED("blocked", Level.HARD),
    /** 1 where no asked-for language is spoken. */
    LANGUAGE("language-missing", Level.HARD),
    /** 1 for another gender than was asked for. */
    GENDER("gender", Level.HARD),
    /** Seconds beyond the longest way. */
    TOO_FAR("too-far", Level.HARD),
    /** Seconds after the end of duty. */
    OFF_SHIFT("off-shift", Level.HARD),
    /** Seconds after the latest end. */
    TOO_LATE("too-late", Level.HARD),
    /** Seconds that a commitment, or a start that was shown, would be missed by. */
    OVERLAP("overlap", Level.HARD),
    /** Pairs of visits of one order with the same person. */
    SAME_ORDER("same-order", Level.HARD),
    /** Seconds by which siblings start too close, too far apart or not together. */
    GAP("sibling-gap", Level.HARD),
    /** 1 where orders of several people wait for each other in a circle, so that the plan cannot be gone at all. */
    CIRCLE("waiting-circle", Level.HARD),
    /** Points for serving at all. */
    SERVED("served", Level.MEDIUM),
    /** Minutes that a served order has waited. */
    WAITED("waited", Level.MEDIUM),
    /** Seconds on the way, beyond what commitments need anyway. */
    TRAVEL("travel", Level.SOFT),
    /** Seconds from when a visit is due, as a rule its window's start, to its start. */
    LATENESS("lateness", Level.SOFT),
    /** Seconds of the plan's largest single lateness; charged for whole plans only. */
    WORST_LATENESS("worst-lateness", Level.SOFT),
    /** Growth of the squared minutes given over 7 days. */
    LOAD("load", Level.SOFT),
    /** Squared hours that a volunteer who now gets something has waited for it, 168 hours at most. */
    WILLING("willing-waited", Level.SOFT),
    /** 1 for each visit to somebody whom the volunteer served before, of late or the last time of a repeat. */
    SAME_PERSON("same-person", Level.SOFT),
    /** 1 for each visit by the volunteer who was asked for. */
    PREFERRED("preferred", Level.SOFT),
    /** Rare skills that are used up where nobody needs them. */
    RARE_SKILL("rare-skill", Level.SOFT),
    /** Ranks on the ladder, for visits to vulnerable residents. */
    TIER_FOR_VULNERABLE("tier-vulnerable", Level.SOFT),
    /** 1 for each visit in a community of the volunteer's own. */
    COMMUNITY("community", Level.SOFT),
    /** 1 for each offer that would have to be withdrawn. */
    DISRUPTION("disruption", Level.SOFT);

    /** How much a rule matters: no gain on a lower level outweighs a loss on a higher one. */
    public enum Level {
        HARD,
        MEDIUM,
        SOFT
    }

    static final int COUNT = values().length;

    private final String code;
    private final Level level;

    Rule(String code, Level level) {
        this.code = code;
        this.level = level;
    }

    public String code() {
        return code;
    }

    public Level level() {
        return level;
    }
}
