package org.linli.gateway.api;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.Future;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.gateway.access.Caller;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Activity;
import org.linli.proto.ActivityPrivate;
import org.linli.proto.Actor;

/** Finds activities and opens their secrets. */
final class ActivityDesk {
    private final Desk desk;

    ActivityDesk(Desk desk) {
        this.desk = desk;
    }

    /** The activity as the registry has it now; fails with {@code activity-not-found}. */
    Future<Activity> find(String id) {
        return versioned(id).map(found -> found.entity().getActivity());
    }

    /** The same with its version. */
    Future<Versioned> versioned(String id) {
        return desk.registrar().read(EntityKey.activity(id)).map(found -> {
            if (!found.get(0).present()) {
                throw Problem.of(ProblemCode.ACTIVITY_NOT_FOUND, id);
            }
            return found.get(0);
        });
    }

    /** Whom the running of an activity belongs to. */
    static Parties leaders(Activity activity) {
        return new Parties(
                Set.of(),
                Set.of(activity.getLeaderId()),
                "",
                activity.getCommunity().isEmpty() ? Set.of() : Set.of(activity.getCommunity()));
    }

    /** Who acts: staff for the activity's leader, everybody else for themselves. */
    static Actor actor(Caller caller, Role role, Activity activity) {
        boolean self = role == Role.LEADER || role == Role.VOLUNTEER;
        return Registrar.actor(caller, role, self ? caller.subject() : activity.getLeaderId());
    }

    /** The key of the rotating code; empty where the leader has been forgotten. */
    Future<byte[]> codeKey(Activity activity) {
        return desk.registrar()
                .on(desk.sealing().open(activity.getLeaderId(), activity.getSealed()))
                .map(clear -> {
                    try {
                        return ActivityPrivate.parseFrom(clear).getCodeKey().toByteArray();
                    } catch (InvalidProtocolBufferException broken) {
                        throw new IllegalStateException(
                                "what was sealed of activity (" + activity.getId() + ") cannot be read", broken);
                    }
                });
    }
}
