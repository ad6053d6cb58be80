package org.linli.solver.plan;

/** Where a search may be held up. Passed before every score, hundreds of thousands of times a second. */
@FunctionalInterface
public interface Gate {
    /** Never holds up. */
    Gate OPEN = () -> {};

    /** Returns when the search may go on. Runs on the solver's own thread, which may block here. */
    void pass();
}
