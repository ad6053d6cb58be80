package org.linli.load.online;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Pairs an arrival, or lets it wait, by playing each choice to its end in many drawn futures and taking the best mean: a
 * rollout of the greedy rule (Bertsekas, Tsitsiklis and Wu, 1997), which is no worse than greedy if the futures are
 * drawn well. A future is drawn from the stream's own past alone: as many arrivals as the past had around this time, scaled by
 * how much of the stream is left (its length is in its header), each with the place of one and the worth of another, at
 * an even time. For streams in drawn order.
 */
final class Foresight implements FinalOnArrival.Rule {
    /** Half the width, in durations, of the time around an arrival that its choice can reach through two more pairs. */
    private static final double REACH = 2;

    /** In durations beyond the reach, so that the past's rate is counted over a wider and steadier span. */
    private static final double MARGIN = 5;

    /** Of the place of a drawn arrival, in radii: the past is a sample, not the map. */
    private static final double BLUR = 0.2;

    private final int futures;
    private final Random random;

    Foresight(int futures, long seed) {
        this.futures = futures;
        this.random = new Random(seed);
    }

    @Override
    public int choose(Stream stream, int place, int[] free, List<Integer> waiting) {
        Arrival arrival = stream.at(place);
        double span = REACH * arrival.duration();
        List<Arrival> near = waiting.stream()
                .map(stream::at)
                .filter(other -> Math.abs(other.time() - arrival.time()) <= span + arrival.duration())
                .toList();
        Past past = Past.of(stream, place, span);
        long[] gains = new long[free.length + 1];
        for (int i = 0; i < futures; i++) {
            List<Arrival> future = past.draw(random);
            for (int choice = 0; choice < gains.length; choice++) {
                gains[choice] += play(here(stream, arrival, near, free, choice), future);
            }
        }
        return best(stream, place, free, gains);
    }

    private int best(Stream stream, int place, int[] free, long[] gains) {
        for (int choice = 0; choice < free.length; choice++) {
            gains[choice] += futures * stream.worth(place, free[choice]);
        }
        int best = IntStream.range(0, gains.length)
                .reduce((a, b) -> gains[b] > gains[a] ? b : a)
                .orElseThrow();
        return best == free.length ? -1 : free[best];
    }

    /** Who is here after a choice: without the chosen one, or with the arrival where it waits. */
    private static List<Arrival> here(Stream stream, Arrival arrival, List<Arrival> near, int[] free, int choice) {
        List<Arrival> here = new ArrayList<>(near);
        if (choice == free.length) {
            here.add(arrival);
        } else {
            here.remove(stream.at(free[choice]));
        }
        return here;
    }

    private static long play(List<Arrival> here, List<Arrival> future) {
        long gain = 0;
        for (Arrival arrival : future) {
            long most = 0;
            int partner = -1;
            for (int i = 0; i < here.size(); i++) {
                long worth = arrival.worthWith(here.get(i));
                if (worth > most) {
                    most = worth;
                    partner = i;
                }
            }
            gain += most;
            if (partner < 0) {
                here.add(arrival);
            } else {
                here.remove(partner);
            }
        }
        return gain;
    }

    /** What has been seen of one kind and the other, and how many of each to expect. */
    private record Past(List<Arrival> workers, List<Arrival> tasks, Arrival now, double span, double left) {
        static Past of(Stream stream, int place, double span) {
            List<Arrival> seen = stream.order().subList(0, place + 1);
            double left = (stream.size() - place - 1.0) / (place + 1);
            return new Past(
                    seen.stream().filter(Arrival::worker).toList(),
                    seen.stream().filter(arrival -> !arrival.worker()).toList(),
                    stream.at(place),
                    span,
                    left);
        }

        List<Arrival> draw(Random random) {
            List<Arrival> future = new ArrayList<>();
            draw(workers, random, future);
            draw(tasks, random, future);
            Collections.shuffle(future, random);
            return future;
        }

        private void draw(List<Arrival> kind, Random random, List<Arrival> future) {
            double wide = span + MARGIN * now.duration();
            long around = kind.stream()
                    .filter(arrival -> Math.abs(arrival.time() - now.time()) <= wide)
                    .count();
            int count = poisson(around * left * span / wide, random);
            for (int i = 0; i < count; i++) {
                Arrival where = kind.get(random.nextInt(kind.size()));
                Arrival what = kind.get(random.nextInt(kind.size()));
                future.add(drawn(where, what, random));
            }
        }

        private Arrival drawn(Arrival where, Arrival what, Random random) {
            double blur = BLUR
                    * Math.max(
                            now.radius(), workers.isEmpty() ? 0 : workers.get(0).radius());
            return new Arrival(
                    -1,
                    what.worker(),
                    now.time() - span + 2 * span * random.nextDouble(),
                    where.x() + blur * random.nextGaussian(),
                    where.y() + blur * random.nextGaussian(),
                    what.radius(),
                    what.duration(),
                    what.worth());
        }

        /** Knuth's: multiplies uniforms until the product falls below e^-mean. */
        private static int poisson(double mean, Random random) {
            double limit = Math.exp(-mean);
            double product = random.nextDouble();
            int count = 0;
            while (product > limit) {
                product *= random.nextDouble();
                count++;
            }
            return count;
        }
    }
}
