package org.linli.matcher.dispatch;

import static org.linli.matcher.dispatch.Town.START;

import java.util.Locale;
import org.linli.proto.RecommendRequest;
import org.linli.proto.ResidentFile;

/**
 * Measures answers to questions in a city from the very first, in a process that has answered nothing before: a
 * recommendation, and the explanation of a visit that nobody can take. With any argument the process has rehearsed, as a
 * node does. Run by hand; prints milliseconds.
 */
final class AdviceSpeed {
    private static final int VOLUNTEERS = 10_000;

    private AdviceSpeed() {}

    public static void main(String[] args) {
        Crowd crowd = new Crowd(1, 25_000);
        crowd.volunteers(VOLUNTEERS);
        boolean warm = args.length > 0;
        if (warm) {
            long before = System.nanoTime();
            int rounds = Rehearsal.run(Town.POLICY, System::nanoTime);
            System.out.printf(Locale.ROOT, "%d rehearsals took %.1f ms%n", rounds, (System.nanoTime() - before) / 1e6);
        }
        for (int i = 1; i <= 200; i++) {
            Snapshot snapshot = snapshot(crowd);
            long before = System.nanoTime();
            Explainer.recommend(
                    RecommendRequest.newBuilder()
                            .setResidentId("r-1")
                            .setRequest(crowd.request("repair"))
                            .build(),
                    snapshot);
            long between = System.nanoTime();
            BookVisit nobody = crowd.order(crowd.request("psychology"));
            long start = System.nanoTime();
            Explainer.explain(nobody.order(), snapshot);
            long end = System.nanoTime();
            if (i <= 3 || i % 50 == 0) {
                System.out.printf(
                        Locale.ROOT,
                        "%4d: recommendation %7.2f ms, explanation of nobody %7.2f ms%n",
                        i,
                        (between - before) / 1e6,
                        (end - start) / 1e6);
            }
        }
    }

    private static Snapshot snapshot(Crowd crowd) {
        return new Snapshot(
                crowd.book.rules(),
                START,
                crowd.book.roster().snapshot(),
                crowd.book.open().ofOrder(""),
                ResidentFile.getDefaultInstance(),
                Standing.NONE);
    }
}
