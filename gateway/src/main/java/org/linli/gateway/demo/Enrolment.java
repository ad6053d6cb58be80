package org.linli.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.linli.gateway.client.ApiProblem;
import org.linli.gateway.client.Session;

/** Enters people into the node's files, each once: who is there already is left as stored. */
public final class Enrolment {
    /** Calls at a time: enough to fill the node's commit batches, few enough to leave it responsive. */
    private static final int LANES = 12;

    private Enrolment() {}

    /**
     * Enrols everybody.
     *
     * @param kind {@code volunteers} or {@code residents}
     * @return how many were new; fails with the first refusal
     */
    public static <P> Future<Integer> all(
            Session staff, String kind, List<P> people, Function<P, String> id, Function<P, JsonObject> file) {
        Iterator<P> left = people.iterator();
        List<Future<Integer>> lanes = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            lanes.add(lane(left, person -> one(staff, "/v1/" + kind + "/" + id.apply(person), file.apply(person)), 0));
        }
        return Future.all(lanes)
                .map(done -> lanes.stream().mapToInt(Future::result).sum());
    }

    private static <P> Future<Integer> lane(Iterator<P> left, Function<P, Future<Boolean>> enrol, int sofar) {
        if (!left.hasNext()) {
            return Future.succeededFuture(sofar);
        }
        return enrol.apply(left.next()).compose(isNew -> lane(left, enrol, sofar + (isNew ? 1 : 0)));
    }

    private static Future<Boolean> one(Session staff, String path, JsonObject file) {
        return staff.get(path).map(known -> false).recover(failure -> {
            if (failure instanceof ApiProblem problem && problem.status() == 404) {
                return staff.put(path, file).map(enrolled -> true);
            }
            return Future.failedFuture(failure);
        });
    }
}
