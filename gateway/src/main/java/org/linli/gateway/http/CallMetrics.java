package org.linli.gateway.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Times of calls by route and class of status, as {@code linli_http_calls_seconds}. Safe to call from any thread. */
public final class CallMetrics {
    private final MeterRegistry registry;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    public CallMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(String route, int status, long nanos) {
        String key = route + '/' + status / 100;
        timers.computeIfAbsent(key, unknown -> timer(route, status / 100 + "xx"))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String route, String status) {
        return Timer.builder("linli.http.calls")
                .description("Calls of the API, from the first byte to the answer")
                .tag("route", route)
                .tag("status", status)
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(30),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1))
                .register(registry);
    }
}
