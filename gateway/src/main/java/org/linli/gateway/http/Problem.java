package org.linli.gateway.http;

import java.util.List;

/**
 * What is wrong with a call, as RFC 9457 will tell it. The caller's mistake or an expected event, never a bug; carries
 * no stack.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient List<String> arguments;
    private final transient List<Fault> faults;
    private final int retryAfterSeconds;

    /** One field at fault: an RFC 6901 pointer and what is wrong, in both languages. */
    public record Fault(String pointer, String zh, String en) {
        public String text(Language language) {
            return language == Language.ZH ? zh : en;
        }
    }

    private Problem(ProblemCode code, List<String> arguments, List<Fault> faults, int retryAfterSeconds) {
        super(code.word(), null, false, false);
        this.code = code;
        this.arguments = List.copyOf(arguments);
        this.faults = List.copyOf(faults);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static Problem of(ProblemCode code, String... arguments) {
        return new Problem(code, List.of(arguments), List.of(), 0);
    }

    public static Problem of(ProblemCode code, List<String> arguments, List<Fault> faults) {
        return new Problem(code, arguments, faults, 0);
    }

    public static Problem fields(List<Fault> faults) {
        return new Problem(ProblemCode.FIELD_INVALID, List.of(faults.get(0).pointer()), faults, 0);
    }

    /** One field at fault. */
    public static Problem field(String pointer, String zh, String en) {
        return fields(List.of(new Fault(pointer, zh, en)));
    }

    /** With {@code Retry-After}. */
    public static Problem later(ProblemCode code, int retryAfterSeconds) {
        return new Problem(code, List.of(Integer.toString(retryAfterSeconds)), List.of(), retryAfterSeconds);
    }

    public ProblemCode code() {
        return code;
    }

    /** The values that the text names, in its order. */
    public List<String> arguments() {
        return arguments;
    }

    public List<Fault> faults() {
        return faults;
    }

    /** 0: the header is not sent. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
