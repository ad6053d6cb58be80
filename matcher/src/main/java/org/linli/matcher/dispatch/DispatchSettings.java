package org.linli.matcher.dispatch;

/**
 * The dispatcher's limits and rhythms, each with its reason.
 *
 * @param plan                who assigns
 * @param commitsInFlight     offers on their way at once; beyond it work waits by priority. 256: four of the store's batches
 * @param openVisits          visits planned at most; beyond it they wait by priority. 20,000 is four times a city's
 *                            open orders, and what one solver's snapshot can hold
 * @param ordersPerTurn       planned in one turn of the loop, so that the log and the clock are not kept waiting
 * @param retryMs             after how long an unserved visit is tried again though nothing near it has changed
 * @param positionsMs         how often the last fixes are taken over
 * @param retryMeters         how far somebody moves before the unserved visits near are tried again
 * @param refusalMs           how long a pair that the store refused is not proposed again: by then the log has told why
 * @param leaseDoubtMs        without a confirmed beat for so long, or for so long after the store has refused the
 *                            epoch, nothing is proposed
 */
public record DispatchSettings(
        Plan plan,
        int commitsInFlight,
        int openVisits,
        int ordersPerTurn,
        long retryMs,
        long positionsMs,
        int retryMeters,
        long refusalMs,
        long leaseDoubtMs) {

    /** Who assigns. */
    public enum Plan {
        /** Insertion at once, improved by the zone solvers. */
        TIERS,
        /** The zone solvers alone. */
        OPTAPLANNER
    }

    public DispatchSettings {
        positive("commitsInFlight", commitsInFlight);
        positive("openVisits", openVisits);
        positive("ordersPerTurn", ordersPerTurn);
        positive("retryMs", retryMs);
        positive("positionsMs", positionsMs);
        positive("leaseDoubtMs", leaseDoubtMs);
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("dispatch." + name + " (" + value + ") must be at least 1");
        }
    }

    public static DispatchSettings standard(Plan plan) {
        return new DispatchSettings(plan, 256, 20_000, 64, 60_000, 500, 200, 5_000, 2_000);
    }

    boolean inserts() {
        return plan == Plan.TIERS;
    }
}
