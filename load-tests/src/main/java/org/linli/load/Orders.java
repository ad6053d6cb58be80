package org.linli.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.linli.gateway.client.Session;
import org.linli.load.wire.Shot;

/** Orders as bytes made beforehand, spread over residents and places, so that to send one costs next to nothing. */
final class Orders {
    static final int RESIDENTS = 500;
    private static final int BODIES = 2_000;
    private static final int MINUTES = 60;

    private final Bodies bodies;
    private final String token;

    private Orders(Bodies bodies, String token) {
        this.bodies = bodies;
        this.token = token;
    }

    /** Enrols the residents at the node, and signs in an agent who orders for them. Blocks. */
    static Orders at(URI node, int seed) {
        try (Generator generator = new Generator(node, 1)) {
            Bodies bodies = new Bodies(new SplittableRandom(seed));
            Session agent = generator.session("agent", "a-load");
            List<Integer> residents = IntStream.range(0, RESIDENTS).boxed().toList();
            generator.await(() -> Generator.each(
                    residents, 32, number -> agent.put("/v1/residents/load-" + number, bodies.resident(number))));
            return new Orders(bodies, generator.await(agent::token));
        }
    }

    /** Orders of one priority, in turn, for now; for a quarter of an hour their windows are wide enough. */
    LongFunction<Shot> of(int lane, String priority) {
        return of(lane, priority, Duration.ZERO, MINUTES);
    }

    /** The same for later. */
    LongFunction<Shot> of(int lane, String priority, Duration later, int minutes) {
        long nowMs = System.currentTimeMillis();
        List<Shot> shots = IntStream.range(0, BODIES)
                .mapToObj(number -> Shot.post(
                        lane,
                        "/v1/orders",
                        token,
                        bodies.order("load-" + number % RESIDENTS, minutes, later)
                                .put("priority", priority)
                                .encode(),
                        nowMs))
                .toList();
        return number -> shots.get((int) (number % BODIES));
    }
}
