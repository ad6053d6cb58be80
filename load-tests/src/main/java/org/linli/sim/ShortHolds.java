package org.linli.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.core.State;
import org.linli.matcher.registry.node.Rules;
import org.linli.proto.Calendar;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Hold;
import org.linli.proto.Window;

/** Rules by which every hold seems to end one millisecond earlier than it does. */
final class ShortHolds implements Rules {
    private final Rules rules;

    ShortHolds(Rules rules) {
        this.rules = rules;
    }

    @Override
    public List<String> reads(Command command) {
        return rules.reads(command);
    }

    @Override
    public Decision decide(State state, Command command, long nowMs) {
        Map<String, Window> real = new HashMap<>();
        Decision decision = rules.decide(new Shortened(state, real), command, nowMs);
        if (!(decision instanceof Decision.Accepted accepted)) {
            return decision;
        }
        List<Decision.Change> changes = new ArrayList<>();
        accepted.changes().forEach(change -> changes.add(new Decision.Change(change.key(), mended(change, real))));
        return new Decision.Accepted(
                changes,
                accepted.timers(),
                accepted.indexes(),
                accepted.pools(),
                accepted.counters(),
                accepted.reply());
    }

    private static Entity mended(Decision.Change change, Map<String, Window> real) {
        if (!change.after().hasCalendar()) {
            return change.after();
        }
        Calendar.Builder calendar = change.after().getCalendar().toBuilder();
        for (Hold.Builder hold : calendar.getHoldsBuilderList()) {
            Window window = real.get(hold.getRef());
            if (window != null) {
                hold.setWindow(window);
            }
        }
        return Entity.newBuilder().setCalendar(calendar).build();
    }

    private record Shortened(State state, Map<String, Window> real) implements State {
        @Override
        public Versioned get(String key) {
            Versioned found = state.get(key);
            if (!found.entity().hasCalendar()) {
                return found;
            }
            Calendar.Builder calendar = found.entity().getCalendar().toBuilder();
            for (Hold.Builder hold : calendar.getHoldsBuilderList()) {
                real.put(hold.getRef(), hold.getWindow());
                hold.getWindowBuilder().setEndMs(hold.getWindow().getEndMs() - 1);
            }
            return new Versioned(
                    key,
                    found.version(),
                    found.sequence(),
                    Entity.newBuilder().setCalendar(calendar).build());
        }

        @Override
        public boolean has(String key) {
            return state.has(key);
        }

        @Override
        public RegionPolicy policy() {
            return state.policy();
        }

        @Override
        public long policyVersion() {
            return state.policyVersion();
        }
    }
}
