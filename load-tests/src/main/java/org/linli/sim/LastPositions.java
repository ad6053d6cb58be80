package org.linli.sim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.linli.matcher.dispatch.Positions;
import org.linli.proto.PositionSample;

/** Where volunteers were last, as far as was reported here. For one thread. */
public final class LastPositions implements Positions {
    private final Map<String, PositionSample> last = new LinkedHashMap<>();

    @Override
    public void report(PositionSample sample) {
        last.put(sample.getVolunteerId(), sample);
    }

    @Override
    public void forget(String volunteerId) {
        last.remove(volunteerId);
    }

    @Override
    public void forEach(Consumer<PositionSample> visitor) {
        last.values().forEach(visitor);
    }
}
