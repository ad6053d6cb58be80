package org.linli.matcher.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy's text breaks the rules for policies: every problem that was found, in the order of the lines. */
@SuppressWarnings("serial") // never leaves the process
public final class PolicyInvalid extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<Problem> problems;

    PolicyInvalid(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")), null, false, false);
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /**
     * What is wrong, and where.
     *
     * @param line    from 1
     * @param pointer RFC 6901, such as {@code /services/escort/maxMinutes}
     * @param message names the value and what it must be
     */
    public record Problem(int line, String pointer, String message) {
        @Override
        public String toString() {
            return line + ": " + pointer + ": " + message;
        }
    }
}
