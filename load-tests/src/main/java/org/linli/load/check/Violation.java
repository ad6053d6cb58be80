package org.linli.load.check;

/** A promise that was broken, with what shows it. */
public record Violation(Invariant invariant, String evidence) {
    @Override
    public String toString() {
        return invariant + ": " + evidence;
    }
}
