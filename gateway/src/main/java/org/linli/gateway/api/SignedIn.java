package org.linli.gateway.api;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.linli.domain.EntityKey;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Tokens;
import org.linli.gateway.view.RegionView;
import org.linli.gateway.view.Standing;
import org.linli.matcher.registry.Registry.Versioned;

/**
 * Whether the session that a token speaks of still lives. The read model mostly knows, and hears of a session's end on
 * every node as soon as the log tells it; a session that it has never heard of is looked for in the registry.
 */
public final class SignedIn {
    private final Registrar registrar;
    private final RegionView view;
    private final LongSupplier nowMs;

    public SignedIn(Registrar registrar, RegionView view, LongSupplier nowMs) {
        this.registrar = registrar;
        this.view = view;
        this.nowMs = nowMs;
    }

    /** The caller, or fails with {@link Tokens.Refused}. */
    public Future<Caller> check(Caller caller) {
        Standing standing = Standing.of(caller, view.findAccess(caller.subject()), nowMs.getAsLong());
        return standing == Standing.UNKNOWN ? ask(caller) : answer(caller, standing);
    }

    private Future<Caller> ask(Caller caller) {
        return registrar.read(EntityKey.access(caller.subject())).compose(entities -> {
            Versioned kept = entities.get(0);
            return answer(
                    caller,
                    Standing.of(
                            caller,
                            kept.present() ? Optional.of(kept.entity().getAccess()) : Optional.empty(),
                            nowMs.getAsLong()));
        });
    }

    private static Future<Caller> answer(Caller caller, Standing standing) {
        return standing == Standing.SIGNED_IN
                ? Future.succeededFuture(caller)
                : Future.failedFuture(new Tokens.Refused("signed out"));
    }
}
