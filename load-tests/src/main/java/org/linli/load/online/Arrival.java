package org.linli.load.online;

/**
 * A worker or a task of a stream, present in [time, time + duration) of the file's unit.
 *
 * @param index  place in the file, from 0
 * @param radius how far a worker goes, 0 for a task
 * @param worth  success ratio of a worker, payment of a task; 1 where the file knows neither
 */
record Arrival(
        int index, boolean worker, double time, double x, double y, double radius, double duration, double worth) {
    /** Ratios have three decimals and payments one, so that every product is a whole number of this. */
    static final double UNITS = 1e4;

    /** When this one is gone. */
    double end() {
        return time + duration;
    }

    /** What the two are worth together in {@link #UNITS}; 0 where they may not be paired. */
    long worthWith(Arrival other) {
        if (worker == other.worker) {
            return 0;
        }
        return worker ? worth(this, other) : worth(other, this);
    }

    private static long worth(Arrival worker, Arrival task) {
        boolean overlaps = worker.time < task.end() && task.time < worker.end();
        double dx = worker.x - task.x;
        double dy = worker.y - task.y;
        boolean near = dx * dx + dy * dy <= worker.radius * worker.radius;
        return overlaps && near ? Math.round(worker.worth * task.worth * UNITS) : 0;
    }
}
