package org.linli.gateway.demo;

import java.util.PriorityQueue;

/** Virtual time on the caller's thread: alarms ring in the order of their times, then of their setting. */
final class VirtualSchedule implements Schedule {
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private long nowMs = 1_795_341_600_000L;
    private long set;

    @Override
    public long nowMs() {
        return nowMs;
    }

    @Override
    public void after(long delayMs, Runnable task) {
        alarms.add(new Alarm(nowMs + Math.max(1, delayMs), set++, task));
    }

    void run(long seconds) {
        long untilMs = nowMs + seconds * 1000;
        while (!alarms.isEmpty() && alarms.peek().atMs <= untilMs) {
            Alarm next = alarms.remove();
            nowMs = next.atMs;
            next.task.run();
        }
        nowMs = untilMs;
    }

    private record Alarm(long atMs, long number, Runnable task) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            return atMs != other.atMs ? Long.compare(atMs, other.atMs) : Long.compare(number, other.number);
        }
    }
}
