package org.linli.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.linli.matcher.registry.Rank;

class AdaptiveLimitTest {
    private static final long MS = 1_000_000;

    private final AdaptiveLimit limit = new AdaptiveLimit();
    private long now;

    /** So many windows in which every call took so long. */
    private void windows(int count, long tookNanos, int underWay) {
        for (int window = 0; window < count; window++) {
            for (int call = 0; call <= 20; call++) {
                limit.answered(now, tookNanos, underWay);
                now += AdaptiveLimit.WINDOW_NANOS / 20;
            }
        }
    }

    @Test
    void limit_whileCallsAreSlow_fallsToTheLeast() {
        windows(40, 500 * MS, 2_000);

        assertThat(limit.current()).isEqualTo(AdaptiveLimit.LEAST);
    }

    @Test
    void limit_whenCallsAreFastAgain_recoversWithinFiveSecondsOfNeed() {
        windows(40, 500 * MS, 2_000);

        windows(50, 5 * MS, 4_000);

        assertThat(limit.current()).isGreaterThan(AdaptiveLimit.FIRST / 2);
    }

    @Test
    void limit_thatNobodyNeeds_staysAsItIs() {
        windows(50, 5 * MS, 100);

        assertThat(limit.current()).isEqualTo(AdaptiveLimit.FIRST);
    }

    @Test
    void limit_whenOneCallOfTenIsSlow_staysAsItIs() {
        for (int call = 0; call < 1_000; call++) {
            limit.answered(now, call % 10 == 0 ? 900 * MS : 5 * MS, 50);
            now += 5 * MS;
        }

        assertThat(limit.current()).isEqualTo(AdaptiveLimit.FIRST);
    }

    /** A machine that serves 2,000 calls a second and gets ten times that, in virtual time; then half of what it can. */
    @Test
    void limit_atTenTimesTheLoad_servesAllThatIsUrgentAndMostOfWhatItCan() {
        SplittableRandom chance = new SplittableRandom(3);
        Machine machine = new Machine(2_000);

        machine.offer(20_000, 10, chance);

        assertThat(machine.refused[Rank.EMERGENCY.ordinal()]).isZero();
        assertThat(machine.refused[Rank.URGENT.ordinal()]).isZero();
        assertThat(machine.served).isGreaterThan(9 * 2_000);
        machine.offer(1_000, 1, chance);
        machine.forget();
        machine.offer(1_000, 5, chance);
        assertThat(machine.refused).containsOnly(0);
    }

    /** One server with a queue, at a millisecond's grain. */
    private final class Machine {
        final int perSecond;
        final ArrayDeque<Long> begun = new ArrayDeque<>();
        final int[] refused = new int[Rank.values().length];
        int served;

        Machine(int perSecond) {
            this.perSecond = perSecond;
        }

        void forget() {
            java.util.Arrays.fill(refused, 0);
        }

        void offer(int callsPerSecond, int seconds, SplittableRandom chance) {
            for (int ms = 0; ms < seconds * 1_000; ms++) {
                for (int call = 0; call < callsPerSecond / 1_000; call++) {
                    arrive(rank(chance.nextInt(100)));
                }
                for (int call = 0; call < perSecond / 1_000 && !begun.isEmpty(); call++) {
                    int underWay = begun.size();
                    limit.answered(now, now - begun.remove() + MS, underWay);
                    served++;
                }
                now += MS;
            }
        }

        private void arrive(Rank rank) {
            if (rank.admits(begun.size(), limit.current())) {
                begun.add(now);
            } else {
                refused[rank.ordinal()]++;
            }
        }

        private Rank rank(int percent) {
            return percent < 2
                    ? Rank.EMERGENCY
                    : percent < 9 ? Rank.URGENT : percent < 20 ? Rank.SOON : percent < 70 ? Rank.ROUTINE : Rank.BULK;
        }
    }
}
