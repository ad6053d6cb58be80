package org.linli.gateway.api;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Role;
import org.linli.matcher.dispatch.Advice;
import org.linli.proto.PlanAnswer;

/**
 * Whom the plan has in mind for each visit: asked of the dispatcher at most once a second, for staff only. Where it
 * cannot be told in time, nobody is named.
 */
public final class Plans {
    private static final long FRESH_MS = 1000;

    private final Registrar registrar;
    private final Advice advice;
    private final LongSupplier nowMs;
    private volatile Asked last;

    private record Asked(long atMs, Future<Map<String, String>> plan) {}

    public Plans(Registrar registrar, Advice advice, LongSupplier nowMs) {
        this.registrar = registrar;
        this.advice = advice;
        this.nowMs = nowMs;
        this.last = new Asked(Long.MIN_VALUE / 2, Future.succeededFuture(Map.of()));
    }

    /** Planned volunteers by visit; empty for those who may not see plans. */
    Future<Map<String, String>> of(Caller caller) {
        if (!caller.isAny(Role.DISPATCHER, Role.AGENT)) {
            return Future.succeededFuture(Map.of());
        }
        long now = nowMs.getAsLong();
        Asked asked = last;
        if (now - asked.atMs() < FRESH_MS) {
            return asked.plan();
        }
        Asked fresh = new Asked(now, ask());
        last = fresh;
        return fresh.plan();
    }

    private Future<Map<String, String>> ask() {
        return registrar.on(advice.plan(registrar.region())).map(Plans::byVisit).otherwise(Map.of());
    }

    private static Map<String, String> byVisit(PlanAnswer answer) {
        Map<String, String> planned = new HashMap<>();
        answer.getVisitsList().forEach(visit -> planned.put(visit.getVisitId(), visit.getVolunteerId()));
        return planned;
    }
}
