package org.linli.matcher.backtest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.linli.matcher.dispatch.Positions;
import org.linli.proto.PositionSample;

/** Where volunteers were last, as far as was reported here. Safe for several threads. */
public final class LastPositions implements Positions {
    private final Map<String, PositionSample> last = new LinkedHashMap<>();

    @Override
    public synchronized void report(PositionSample sample) {
        last.put(sample.getVolunteerId(), sample);
    }

    @Override
    public synchronized void forget(String volunteerId) {
        last.remove(volunteerId);
    }

    @Override
    public synchronized void forEach(Consumer<PositionSample> visitor) {
        last.values().forEach(visitor);
    }
}
