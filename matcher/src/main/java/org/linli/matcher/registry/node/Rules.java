package org.linli.matcher.registry.node;

import java.util.List;
import org.linli.matcher.registry.core.Decider;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.core.State;
import org.linli.proto.Command;

/** What decides commands: a pure function, and the keys that it will need. Another one is for tests and simulation. */
public interface Rules {
    List<String> reads(Command command);

    Decision decide(State state, Command command, long nowMs);

    /** The rules of the house. */
    static Rules ofDecider() {
        Decider decider = new Decider();
        return new Rules() {
            @Override
            public List<String> reads(Command command) {
                return Decider.reads(command);
            }

            @Override
            public Decision decide(State state, Command command, long nowMs) {
                return decider.decide(state, command, nowMs);
            }
        };
    }
}
