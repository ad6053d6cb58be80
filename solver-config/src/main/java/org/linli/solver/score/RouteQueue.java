package org.linli.solver.score;

/** Routes to be walked, first in first out, each once at a time; counts how often each has been. For one thread. */
final class RouteQueue {
    private final int[] ring;
    private final boolean[] waiting;
    private final int[] walks;
    private final Marks walked;
    private int head;
    private int size;

    RouteQueue(int routes) {
        ring = new int[routes];
        waiting = new boolean[routes];
        walks = new int[routes];
        walked = new Marks(routes);
    }

    void add(int route) {
        if (!waiting[route]) {
            waiting[route] = true;
            int tail = head + size;
            ring[tail < ring.length ? tail : tail - ring.length] = route;
            size++;
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    int remove() {
        int route = ring[head];
        head = head + 1 == ring.length ? 0 : head + 1;
        size--;
        waiting[route] = false;
        walked.add(route);
        walks[route]++;
        return route;
    }

    /** How often the route has come out since the last clearing. */
    int walks(int route) {
        return walks[route];
    }

    void clear() {
        while (size > 0) {
            waiting[ring[head]] = false;
            head = head + 1 == ring.length ? 0 : head + 1;
            size--;
        }
        for (int i = 0; i < walked.count(); i++) {
            walks[walked.get(i)] = 0;
        }
        walked.clear();
    }
}
