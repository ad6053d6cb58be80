package org.linli.gateway.demo;

/**
 * How volunteers behave: shares of chance (0 to 1) and lengths of time. Visits take demo minutes, not the hours that the
 * orders say, and roads are driven {@code speedFactor} times as fast as in life.
 *
 * @param accept      offers that are accepted; of the others {@code lapse} get no answer and the rest a decline
 * @param lapse       offers that nobody answers
 * @param extend      offers for which more time is asked first
 * @param handBack    accepted visits that are given back before departing
 * @param claim       invitations, when free, that are claimed
 * @param see         from the offer's arrival until it is seen
 * @param think       from seeing it to the answer
 * @param stay        from check-in to check-out
 * @param duty        how long one stays on duty at a stretch
 * @param rest        how long between
 * @param positionMs  between two reported positions
 * @param speedFactor how much faster than in life they travel
 */
public record Habits(
        double accept,
        double lapse,
        double extend,
        double handBack,
        double claim,
        Span see,
        Span think,
        Span stay,
        Span duty,
        Span rest,
        long positionMs,
        double speedFactor) {

    /** Lively enough that a map moves within the first minute. */
    public static Habits demo() {
        return new Habits(
                0.75,
                0.05,
                0.06,
                0.04,
                0.30,
                Span.seconds(0.8, 3),
                Span.seconds(2, 12),
                Span.seconds(60, 180),
                Span.seconds(480, 1_200),
                Span.seconds(300, 900),
                5_000,
                8);
    }

    /**
     * As in life, but that many times faster: half a minute to answer, 20 to 60 minutes for a visit, all day on duty.
     * Answers never come faster than a machine's client would send them, because offers live in real time.
     */
    public static Habits ofLife(double factor) {
        return new Habits(
                0.85,
                0.03,
                0.0,
                0.01,
                0.5,
                Span.seconds(1, 5).faster(factor),
                Span.seconds(5, 40).faster(factor),
                Span.seconds(1_200, 3_600).faster(factor),
                Span.seconds(360_000_000, 360_000_000),
                Span.seconds(60, 60),
                5_000,
                factor);
    }
}
