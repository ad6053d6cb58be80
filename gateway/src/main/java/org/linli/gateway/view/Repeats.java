package org.linli.gateway.view;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.OrderSeries;
import org.linli.proto.SeriesState;

/**
 * The orders that come again, as the door knows them. One thread writes, any thread reads. Kept up to {@value #MOST}, of
 * about 1 kB; beyond that the oldest ones that are over are dropped.
 */
public final class Repeats {
    static final int MOST = 100_000;

    private final NavigableMap<String, Seen<OrderSeries>> byId = new ConcurrentSkipListMap<>();

    public Optional<Seen<OrderSeries>> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Newest first; those older than the one of this id, or all where it is empty. */
    public Collection<Seen<OrderSeries>> before(String id) {
        return id.isEmpty()
                ? byId.descendingMap().values()
                : byId.headMap(id, false).descendingMap().values();
    }

    void take(String id, long version, OrderSeries series) {
        Seen<OrderSeries> before = byId.get(id);
        if (before == null || before.version() < version) {
            byId.put(id, new Seen<>(series, version));
        }
        if (byId.size() > MOST) {
            dropOldest();
        }
    }

    void clear() {
        byId.clear();
    }

    private void dropOldest() {
        List<String> over = byId.values().stream()
                .map(Seen::value)
                .filter(series -> series.getState() != SeriesState.SERIES_STATE_RUNNING)
                .map(OrderSeries::getId)
                .limit(1)
                .toList();
        over.forEach(byId::remove);
    }
}
