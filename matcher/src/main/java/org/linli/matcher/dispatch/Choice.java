package org.linli.matcher.dispatch;

/**
 * How a volunteer came to be chosen.
 *
 * @param candidates how many near could have taken the visit
 * @param runnerUp   the next best's id; empty where there was none
 * @param margin     soft points by which the next best is worse
 */
record Choice(int candidates, String runnerUp, long margin) {
    static final Choice UNKNOWN = new Choice(0, "", 0);
}
