package org.linli.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Role;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.matcher.emergency.Pauses;
import org.linli.proto.Calendar;
import org.linli.proto.CallUp;
import org.linli.proto.Emergency;
import org.linli.proto.Order;
import org.linli.proto.OrderState;
import org.linli.proto.Profile;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;

/**
 * What an emergency has come to, counted in the read model: a look at every order and file, so not on an event loop.
 * Community staff count what is their communities'.
 */
final class EmergencyFigures {
    private final Desk desk;

    EmergencyFigures(Desk desk) {
        this.desk = desk;
    }

    JsonObject of(Emergency emergency, Caller caller) {
        JsonObject figures = new JsonObject();
        orders(figures, emergency, caller);
        reserves(figures, emergency, caller);
        return figures;
    }

    private static boolean mayCount(Caller caller, Set<String> communities) {
        return caller.isAny(Role.DISPATCHER, Role.ADMIN, Role.AGENT) || caller.looksAfter(communities);
    }

    private void orders(JsonObject figures, Emergency emergency, Caller caller) {
        int paused = 0;
        int expired = 0;
        Map<String, Batch> batches = new TreeMap<>();
        for (Seen<Order> seen : desk.view().ordersBefore("")) {
            Order order = seen.value();
            if (!mayCount(caller, Set.of(order.getRequest().getCommunity()))) {
                continue;
            }
            paused += Pauses.holds(emergency, order) ? 1 : 0;
            expired += isExpired(emergency, order) ? 1 : 0;
            if (!emergency.getId().isEmpty() && order.getBatch().startsWith(emergency.getId() + '.')) {
                batches.computeIfAbsent(order.getBatch(), unknown -> new Batch())
                        .add(order);
            }
        }
        JsonArray array = new JsonArray();
        batches.forEach((id, batch) -> array.add(batch.json(id)));
        figures.put("paused", paused).put("expired", expired).put("batches", array);
    }

    private static boolean isExpired(Emergency emergency, Order order) {
        return Orders.expiredPaused(order) && order.getClosedAtMs() >= emergency.getBegunAtMs();
    }

    private void reserves(JsonObject figures, Emergency emergency, Caller caller) {
        int reserves = 0;
        int called = 0;
        int yes = 0;
        int no = 0;
        for (Profile profile : (Iterable<Profile>) desk.view().profilesAfter("")::iterator) {
            VolunteerFile file = profile.getVolunteer();
            if (!file.getReserve() || !mayCount(caller, new HashSet<>(file.getCommunitiesList()))) {
                continue;
            }
            Calendar calendar = desk.view().findCalendar(profile.getId()).orElse(Calendar.getDefaultInstance());
            reserves += isFree(file, calendar) ? 1 : 0;
            if (isCalled(calendar, emergency)) {
                called++;
                yes += calendar.getCallUp().getState() == CallUp.State.STATE_YES ? 1 : 0;
                no += calendar.getCallUp().getState() == CallUp.State.STATE_NO ? 1 : 0;
            }
        }
        figures.put("reserves", reserves).put("called", called).put("yes", yes).put("no", no);
    }

    /** A reserve who is off duty. */
    static boolean isFree(VolunteerFile file, Calendar calendar) {
        return file.getReserve()
                && file.getState() == VolunteerState.VOLUNTEER_STATE_APPROVED
                && !calendar.getDuty().getOn();
    }

    static boolean isCalled(Calendar calendar, Emergency emergency) {
        return !emergency.getId().isEmpty()
                && calendar.getCallUp().getEmergencyId().equals(emergency.getId());
    }

    /** Orders that were placed together. */
    private static final class Batch {
        private int orders;
        private int waiting;
        private int cancelled;
        private int served;

        void add(Order order) {
            orders++;
            cancelled += order.getState() == OrderState.ORDER_STATE_CANCELLED ? 1 : 0;
            served += order.getVisitsList().stream().anyMatch(Batch::isServed) ? 1 : 0;
            waiting += order.getState() == OrderState.ORDER_STATE_OPEN
                            || order.getState() == OrderState.ORDER_STATE_SUBMITTED
                    ? 1
                    : 0;
        }

        private static boolean isServed(Visit visit) {
            return visit.getState() == VisitState.VISIT_STATE_DONE
                    || visit.getState() == VisitState.VISIT_STATE_CONFIRMED;
        }

        JsonObject json(String id) {
            return new JsonObject()
                    .put("id", id)
                    .put("number", Integer.parseInt(id.substring(id.lastIndexOf('.') + 1)))
                    .put("orders", orders)
                    .put("waiting", waiting)
                    .put("served", served)
                    .put("cancelled", cancelled);
        }
    }
}
