package org.linli.load.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.proto.Order;
import org.linli.proto.OrderSeries;
import org.linli.proto.OrderState;
import org.linli.proto.SeriesOrder;

/** What repeats may do: one order for each of their dates, and none that they do not own up to. */
final class SeriesCheck {
    private final Findings findings;
    private final LogFacts facts;
    private final Map<String, String> orders = new HashMap<>();

    SeriesCheck(Findings findings, LogFacts facts) {
        this.findings = findings;
        this.facts = facts;
    }

    /** After each change of an order: the only one of its date, unless those before were called off. */
    void order(Order after) {
        if (after.getSeries().isEmpty()) {
            return;
        }
        String date = after.getSeries() + ' ' + after.getSeriesDay();
        String other = orders.getOrDefault(date, after.getId());
        boolean alone = other.equals(after.getId()) || isCalledOff(facts.order(other)) || isCalledOff(after);
        findings.expect(alone, Invariant.DATES, () -> date + " has two orders, " + other + " and " + after.getId());
        if (!isCalledOff(after)) {
            orders.put(date, after.getId());
        }
    }

    private static boolean isCalledOff(Order order) {
        return order.getState() == OrderState.ORDER_STATE_CANCELLED;
    }

    void check(OrderSeries after) {
        Set<Integer> days = new HashSet<>();
        for (SeriesOrder made : after.getMadeList()) {
            boolean own = facts.get(EntityKey.order(made.getOrderId()))
                    .entity()
                    .getOrder()
                    .getSeries()
                    .equals(after.getId());
            findings.expect(
                    own && days.add(made.getDay()),
                    Invariant.DATES,
                    () -> after.getId() + " counts " + made.getOrderId() + " twice, or it is another's");
        }
    }
}
