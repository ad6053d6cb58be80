package org.linli.matcher.registry.core;

import java.util.List;
import org.linli.proto.Command;

/**
 * Decides commands. A pure function of the state, the command and the time: the registry, the simulator, the planner
 * and the tests run this same code. Safe to call from any thread.
 */
public final class Decider {
    /** The keys that a decision needs for certain, in a fixed order, each once. */
    public static List<String> reads(Command command) {
        return Reads.of(command);
    }

    /**
     * Decides a command.
     *
     * @param nowMs the region's time in milliseconds since 1970, never below the last entry's
     */
    public Decision decide(State state, Command command, long nowMs) {
        Draft draft = new Draft(state, command.getActor(), nowMs);
        try {
            return draft.accepted(Families.apply(draft, command));
        } catch (Refusal refusal) {
            return new Decision.Rejected(refusal.reply());
        } catch (Missing missing) {
            return new Decision.NeedMore(missing.keys());
        }
    }
}
