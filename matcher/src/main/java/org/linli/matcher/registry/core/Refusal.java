package org.linli.matcher.registry.core;

import java.util.Arrays;
import java.util.List;
import org.linli.proto.Reply;
import org.linli.proto.ReplyFault;

/** The command breaks a rule. Stackless: it is the caller's mistake or an expected event, never a bug. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final List<String> arguments;
    private final transient List<ReplyFault> faults;

    private Refusal(String problem, String pointer, List<String> arguments, List<ReplyFault> faults) {
        super(problem, null, false, false);
        this.pointer = pointer;
        this.arguments = arguments;
        this.faults = faults;
    }

    /** Several parts of the command are refused, each for a reason of its own. */
    static Refusal ofParts(String problem, List<ReplyFault> faults) {
        return new Refusal(problem, "", List.of(Integer.toString(faults.size())), List.copyOf(faults));
    }

    /** This problem as one of several, at a part of a larger command. */
    ReplyFault fault(String part) {
        return ReplyFault.newBuilder()
                .setPointer(part)
                .setProblem(problem())
                .addAllArguments(arguments)
                .build();
    }

    /** A problem of the whole command, with the values that its text names. */
    static Refusal of(String problem, Object... arguments) {
        return at(problem, "", arguments);
    }

    /** A problem of one field, by its RFC 6901 pointer in the request's body. */
    static Refusal at(String problem, String pointer, Object... arguments) {
        return new Refusal(
                problem, pointer, Arrays.stream(arguments).map(String::valueOf).toList(), List.of());
    }

    /** Throws a problem of one field unless the rule holds. */
    static void unless(boolean holds, String problem, String pointer, Object... arguments) {
        if (!holds) {
            throw at(problem, pointer, arguments);
        }
    }

    /** The same problem, found in one part of a larger command. */
    Refusal within(String part) {
        return new Refusal(problem(), part + pointer, arguments, faults);
    }

    String problem() {
        return String.valueOf(getMessage());
    }

    Reply reply() {
        return Reply.newBuilder()
                .setProblem(problem())
                .setPointer(pointer)
                .addAllArguments(arguments)
                .addAllFaults(faults)
                .build();
    }
}
