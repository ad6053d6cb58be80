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
import org.linli.proto.Order;
import org.linli.proto.Timer;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/**
 * Rules with one of the planted mistakes: the house's own decide on a state that looks other than it is, and what they
 * did not see is put back.
 */
final class WrongRules implements Rules {
    private final Rules rules;
    private final Bug bug;

    WrongRules(Rules rules, Bug bug) {
        this.rules = rules;
        this.bug = bug;
    }

    @Override
    public List<String> reads(Command command) {
        return rules.reads(command);
    }

    @Override
    public Decision decide(State state, Command command, long nowMs) {
        if (!concerns(command)) {
            return rules.decide(state, command, nowMs);
        }
        Map<String, List<Hold>> hidden = new HashMap<>();
        Decision decision = rules.decide(new Seen(state, bug, hidden), command, nowMs);
        if (!(decision instanceof Decision.Accepted accepted)) {
            return decision;
        }
        List<Decision.Change> changes = new ArrayList<>();
        for (Decision.Change change : accepted.changes()) {
            if (!losesCalendars() || !change.after().hasCalendar()) {
                changes.add(new Decision.Change(change.key(), whole(change, hidden)));
            }
        }
        return new Decision.Accepted(
                changes,
                accepted.timers(),
                accepted.indexes(),
                accepted.pools(),
                accepted.counters(),
                accepted.reply());
    }

    private boolean losesCalendars() {
        return bug == Bug.HAND_BACK_LEAVES_HOLD || bug == Bug.CALLED_UP_FOR_EVER;
    }

    private boolean concerns(Command command) {
        return switch (bug) {
            case HAND_BACK_LEAVES_HOLD -> command.hasHandBackOffer();
            case DISPUTED_IS_POSTED -> command.hasConfirmVisit();
            case COMMITMENTS_NOT_READ ->
                command.hasDispatch()
                        || command.hasClaimVisit()
                        || command.hasAssignVisit()
                        || command.hasJoinActivity();
            case CALLED_UP_FOR_EVER -> command.getFireTimer().getTimer().getKind() == Timer.Kind.KIND_EMERGENCY;
            default -> command.hasDispatch();
        };
    }

    private static Entity whole(Decision.Change change, Map<String, List<Hold>> hidden) {
        List<Hold> holds = hidden.getOrDefault(change.key(), List.of());
        return holds.isEmpty()
                ? change.after()
                : Entity.newBuilder()
                        .setCalendar(change.after().getCalendar().toBuilder().addAllHolds(holds))
                        .build();
    }

    /** The state as it looks by mistake. */
    private record Seen(State state, Bug bug, Map<String, List<Hold>> hidden) implements State {
        @Override
        public Versioned get(String key) {
            Versioned found = state.get(key);
            Entity entity = found.entity();
            if (bug == Bug.COMMITMENTS_NOT_READ && entity.hasCalendar()) {
                entity = Entity.newBuilder()
                        .setCalendar(free(key, entity.getCalendar()))
                        .build();
            } else if (entity.hasOrder()) {
                entity = Entity.newBuilder().setOrder(other(entity.getOrder())).build();
            }
            return new Versioned(key, found.version(), found.sequence(), entity);
        }

        private Calendar free(String key, Calendar calendar) {
            Calendar.Builder free = calendar.toBuilder().clearHolds();
            List<Hold> commitments = new ArrayList<>();
            for (Hold hold : calendar.getHoldsList()) {
                if (hold.getKind() == Hold.Kind.KIND_COMMITMENT) {
                    commitments.add(hold);
                } else {
                    free.addHolds(hold);
                }
            }
            hidden.put(key, commitments);
            return free.build();
        }

        private Order other(Order order) {
            Order.Builder other = order.toBuilder();
            for (Visit.Builder visit : other.getVisitsBuilderList()) {
                if (bug == Bug.SEAT_REFILLED_TWICE
                        && order.getVisitsCount() > 1
                        && visit.getState() == VisitState.VISIT_STATE_OFFERED) {
                    visit.setState(VisitState.VISIT_STATE_OPEN);
                } else if (bug == Bug.DISPUTED_IS_POSTED && visit.getState() == VisitState.VISIT_STATE_DISPUTED) {
                    visit.setState(VisitState.VISIT_STATE_DONE);
                }
            }
            return other.build();
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
