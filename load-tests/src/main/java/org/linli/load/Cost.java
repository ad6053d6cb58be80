package org.linli.load;

/** Processor time that was used for a number of orders: of a moment since the beginning, or between two moments. */
record Cost(Processors processors, NodeThreads threads, double orders) {
    /** Until now, of no orders. */
    static Cost soFar(NodeProcess node) {
        return new Cost(Processors.of(node), node.threads(), 0);
    }

    /** What was used since, for so many orders. */
    static Cost since(Cost before, NodeProcess node, double orders) {
        return new Cost(
                Processors.of(node).since(before.processors), node.threads().since(before.threads), orders);
    }

    /** Adds what an order costs. */
    void add(Figures figures, String when) {
        figures.add("node's JVM" + when + ", µs of CPU an order", micros(processors.node()), "");
        threads.seconds().forEach((kind, seconds) -> figures.add("of it " + kind + when + ", µs", micros(seconds), ""));
        figures.add("Redis" + when + ", µs of CPU an order", micros(processors.redis()), "");
        figures.add("load" + when + ", µs of CPU an order", micros(processors.load()), "");
    }

    private double micros(double seconds) {
        return seconds * 1e6 / Math.max(1, orders);
    }
}
