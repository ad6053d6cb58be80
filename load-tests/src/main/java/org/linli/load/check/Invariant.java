package org.linli.load.check;

/** What must always hold, whatever broke. */
public enum Invariant {
    REPLAY("the log, decided again by the core in its order, gives every entry and every stored state"),
    ORDER("sequences rise by one, time does not go back, versions rise by one"),
    TRANSITION("visits and offers go from state to state as the tables say"),
    OVERLAP("no volunteer is held for two things at once"),
    ONE_OFFER("a visit has one live offer at most, each held in its volunteer's calendar, and no hold stands alone"),
    ACKNOWLEDGED("what was acknowledged with a sequence is in the log, as what it was"),
    REJECTED("what was refused left no entry"),
    ONE_ANSWER("all answers to one request are the same, now and for ever"),
    ONE_EFFECT(
            "a request, and what somebody wanted once, has one entry at most; every entry of the door has its reply"),
    POSTING("a confirmed visit has one posting with evidence, no other has any, and all accounts sum to zero"),
    PLACES("an activity's places are given once each, and each who was there is posted once, nobody else"),
    TEAM("one team at most is asked for an order, nobody else while it is, and whom its leader names had said yes"),
    DATES("a repeat has one order for each of its dates, and knows it"),
    PAUSED("what an emergency pauses is neither offered nor listed nor claimed; a duty that it began ends with it,"
            + " after a visit"),
    TRIMMED("nothing leaves the store but by a trim, which takes what has been over for long and is archived"),
    EPOCH("an old epoch has no effect after a take-over, and nobody proposes before the book has caught up"),
    TIMER_EARLY("no timer fires before its time"),
    TIMER_LATE("no timer is forgotten; in calm each fires within its bound"),
    STREAM("a stream's frames rise; it resumes only where it left off, else a snapshot comes first"),
    CURRENT("in the end every open stream knows what the log says of its own"),
    PUSHED("nothing was pushed that is not in the log"),
    VISIBLE("a frame reaches only those who may see it"),
    SERVED("an open visit whom somebody free could surely serve is offered in time"),
    SOUND("nothing fails in a way that no contract names");

    private final String promise;

    Invariant(String promise) {
        this.promise = promise;
    }

    /** In words. */
    public String promise() {
        return promise;
    }
}
