package org.linli.sim;

import org.jspecify.annotations.Nullable;
import org.linli.load.check.Invariant;

/** Mistakes that somebody could make in the protocol, planted to see whether the checker finds them. */
enum Bug {
    ACK_BEFORE_DURABLE("a commit is answered before the disk has it"),
    EPOCH_AT_LEAST("the lease's epoch is compared with ≥, so that an old one passes"),
    NO_GENERATION("a failover or a restore keeps the generation", Invariant.ORDER),
    REPLY_IN_SECOND_STEP("the reply is stored by a second message, after the commit"),
    OVERLAP_OFF_BY_ONE("a hold ends one millisecond too early when overlaps are looked for"),
    CALENDAR_NOT_READ("a commit does not check the versions of calendars"),
    LAPSE_IGNORES_VERSION("a timer's command is committed whatever has changed"),
    MARKER_EXPIRES("posting markers expire"),
    PUSH_BEFORE_DURABLE("the log is read before the disk has it"),
    RESUME_WITHOUT_GENERATION("a stream resumes by its sequence alone"),
    PLANNER_EARLY("the planner starts before its book has applied the take-over's sequence"),
    CONFLATION_DROPS_FINAL("a slow socket loses the frame that closes an offer"),
    RESEND_WITH_NEW_KEY("the client repeats a request under a new key"),
    TIMER_POPPED("a due timer is taken out of the store before it has fired"),
    REPLY_SKIPS_WAIT("an answer does not wait for the replica"),
    TIME_GOES_BACK("the region's time is the store's clock, even when that jumps back"),
    ENTITY_BEFORE_LOG("entities are written before the log, which the full store then refuses"),
    REFUSAL_NOT_KEPT("a refusal's reply is not kept"),
    EVERY_COMMUNITY("staff of one community get the queue of all"),
    SNAPSHOT_AHEAD("a snapshot says a sequence that it does not hold yet"),
    SEAT_REFILLED_TWICE("a seat of several that has an offer out takes another"),
    HAND_BACK_LEAVES_HOLD("whoever hands a visit back stays held for it"),
    COMMITMENTS_NOT_READ("offers, claims, assignments and sign-ups go past a calendar's commitments"),
    DISPUTED_IS_POSTED("a confirmation posts a visit that is in dispute"),
    CALLED_UP_FOR_EVER("a duty that a call-up began does not end with the emergency"),
    TRIM_BEFORE_ARCHIVED("a trim takes what is over before the archive has its last entry"),
    TRIM_BY_AGE("a trim goes by the age of an order's last entry, be the order over or not"),
    NEWS_BY_HINTS_ALONE("a node that hears no hint does not look at the log"),
    PROMOTED_NOT_STOPPED("a promoted replica goes on confirming to the former primary"),
    FORMER_PRIMARY_KEPT("a node stays with a former primary"),
    DIFFERENCES_NOT_CHECKED("what a zone solver says is taken into the plan unchecked");

    private final String mistake;
    private final @Nullable Invariant obvious;

    Bug(String mistake) {
        this(mistake, null);
    }

    Bug(String mistake, @Nullable Invariant obvious) {
        this.mistake = mistake;
        this.obvious = obvious;
    }

    /** Whether this invariant only says the mistake in other words, so that it does not count as found by it. */
    boolean isObviousBy(Invariant invariant) {
        return obvious == invariant;
    }

    /** In words. */
    String mistake() {
        return mistake;
    }
}
