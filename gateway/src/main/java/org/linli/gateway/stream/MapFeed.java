package org.linli.gateway.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.linli.domain.Ids;
import org.linli.gateway.frame.Frames;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.view.Orders;
import org.linli.gateway.view.RegionView;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.matcher.dispatch.Positions;
import org.linli.proto.Calendar;
import org.linli.proto.Hold;
import org.linli.proto.LatLng;
import org.linli.proto.PositionFix;
import org.linli.proto.PositionSample;
import org.linli.proto.ServerFrame;
import org.linli.proto.Viewport;

/**
 * Once a second, what moved since the last time, to those who look at the map, within their view. Positions are kept in
 * memory only, those of volunteers on duty only, and are never in the log. Runs on the pusher's loop.
 */
public final class MapFeed {
    static final long EVERY_MS = 1000;
    /** About 100 kB a frame. */
    static final int FIXES_A_FRAME = 1000;

    private final Pusher pusher;
    private final RegionView view;
    private final Positions positions;
    private final LongSupplier nowMs;
    /** Who is on the map, with their communities. */
    private Map<String, Set<String>> shown = Map.of();

    private volatile boolean closed;

    public MapFeed(Pusher pusher, RegionView view, Positions positions, LongSupplier nowMs) {
        this.pusher = pusher;
        this.view = view;
        this.positions = positions;
        this.nowMs = nowMs;
    }

    public void start() {
        pusher.loop().schedule(EVERY_MS, this::tick);
    }

    public void close() {
        closed = true;
    }

    private void tick() {
        if (closed) {
            return;
        }
        pusher.loop().schedule(EVERY_MS, this::tick);
        List<Listener> those = pusher.onTheMap();
        if (!those.isEmpty()) {
            show(those);
        }
    }

    /** One volunteer's fix with what the map says of it. */
    private record Fix(PositionFix body, long atMs, Set<String> communities) {}

    private void show(List<Listener> those) {
        long now = nowMs.getAsLong();
        List<Fix> fixes = new ArrayList<>();
        positions.forEach(sample -> fix(sample, now).ifPresent(fixes::add));
        Map<String, Set<String>> gone = new HashMap<>(shown);
        shown = new HashMap<>();
        fixes.forEach(fix -> shown.put(fix.body().getVolunteerId(), fix.communities()));
        gone.keySet().removeAll(shown.keySet());
        those.forEach(listener -> show(listener, fixes, gone, now));
    }

    private Optional<Fix> fix(PositionSample sample, long now) {
        return view.findCalendar(sample.getVolunteerId())
                .filter(calendar -> calendar.getDuty().getOn())
                .map(calendar -> new Fix(
                        PositionFix.newBuilder()
                                .setVolunteerId(sample.getVolunteerId())
                                .setLocation(Spots.exact(sample.getPlace()))
                                .setHeading(sample.getHeading())
                                .setAgeSeconds((int) Math.max(0, (now - sample.getAtMs()) / 1000))
                                .setState(state(calendar))
                                .build(),
                        sample.getAtMs(),
                        communities(sample.getVolunteerId())));
    }

    private Set<String> communities(String volunteerId) {
        return view.findProfile(volunteerId)
                .map(seen -> Set.copyOf(seen.value().getVolunteer().getCommunitiesList()))
                .orElse(Set.of());
    }

    private String state(Calendar calendar) {
        String state = "FREE";
        for (Hold hold : calendar.getHoldsList()) {
            if (hold.getKind() == Hold.Kind.KIND_COMMITMENT) {
                String visit = visitState(hold.getRef());
                if (!visit.equals("ASSIGNED")) {
                    return visit;
                }
                state = visit;
            } else if (hold.getKind() == Hold.Kind.KIND_OFFER && state.equals("FREE")) {
                state = "OFFERED";
            }
        }
        return state;
    }

    private String visitState(String ref) {
        return view.findOrder(Ids.orderOf(ref))
                .map(Seen::value)
                .flatMap(order -> Orders.visit(order, ref))
                .map(Frames::state)
                .filter(word -> word.equals("EN_ROUTE") || word.equals("ON_SITE"))
                .orElse("ASSIGNED");
    }

    private static void show(
            Listener listener, List<Fix> fixes, Map<String, Set<String>> gone, long now, List<ServerFrame> out) {
        org.linli.proto.Positions.Builder page = org.linli.proto.Positions.newBuilder();
        if (listener.mapSentAtMs != 0) {
            gone.forEach((volunteer, communities) -> {
                if (listener.mayHave("map", communities, now)) {
                    page.addGone(volunteer);
                }
            });
        }
        for (Fix fix : fixes) {
            boolean news = listener.mapSentAtMs == 0 || fix.atMs() > listener.mapSentAtMs - EVERY_MS;
            if (news && within(listener, fix) && listener.mayHave("map", fix.communities(), now)) {
                page.addFixes(fix.body());
            }
            if (page.getFixesCount() == FIXES_A_FRAME) {
                out.add(ServerFrame.newBuilder().setPositions(page).build());
                page.clear();
            }
        }
        if (page.getFixesCount() > 0 || page.getGoneCount() > 0) {
            out.add(ServerFrame.newBuilder().setPositions(page).build());
        }
    }

    private void show(Listener listener, List<Fix> fixes, Map<String, Set<String>> gone, long now) {
        List<ServerFrame> out = new ArrayList<>();
        show(listener, fixes, gone, now, out);
        listener.mapSentAtMs = now;
        for (int i = 0; i < out.size() && !listener.gone; i++) {
            pusher.aside(listener, Frame.of("positions/" + i, out.get(i)));
        }
    }

    private static boolean within(Listener listener, Fix fix) {
        Viewport port = listener.viewport;
        if (port == null) {
            return true;
        }
        LatLng at = fix.body().getLocation();
        return at.getLat() >= port.getSouthWest().getLat()
                && at.getLat() <= port.getNorthEast().getLat()
                && at.getLng() >= port.getSouthWest().getLng()
                && at.getLng() <= port.getNorthEast().getLng();
    }
}
