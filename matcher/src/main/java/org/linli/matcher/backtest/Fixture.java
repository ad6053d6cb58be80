package org.linli.matcher.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.linli.domain.policy.RegionPolicy;
import org.linli.domain.policy.RegionPolicy.TierStep;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Place;
import org.linli.proto.Priority;

/**
 * People and wishes, drawn from one seed. Of the people 45.7 % live in the country, evenly over a square, the others in its
 * town; of the former 17.93 % and of the latter 6.89 % stand at A+ or above, as Rongcheng has published, which makes its
 * 11.94 % of all. Wishes come from where people live.
 */
public final class Fixture {
    public static final double RURAL = 0.457;
    public static final double RURAL_A_PLUS = 0.1793;
    public static final double URBAN_A_PLUS = 0.0689;

    /** Rongcheng's names; only who stands above A+ is published. */
    private static final List<TierStep> LADDER = List.of(
            new TierStep("AAA", 1050, 5),
            new TierStep("AA", 1030, 4),
            new TierStep("A+", 1000, 3),
            new TierStep("A", 960, 2),
            new TierStep("B", 850, 1),
            new TierStep("C", 0, 0));

    /** Shares of volunteers who can do it; drawn apart, so that some can do several. */
    private static final Map<String, Double> SKILLS =
            Map.of("repair", 0.10, "haircut", 0.06, "tutoring", 0.08, "first-aid", 0.04);

    /** What is asked for, in hundredths; together 100. */
    private static final List<Map.Entry<String, Integer>> SERVICES = List.of(
            Map.entry("talk", 28),
            Map.entry("meal", 20),
            Map.entry("shopping", 16),
            Map.entry("escort", 11),
            Map.entry("repair", 10),
            Map.entry("haircut", 6),
            Map.entry("tutoring", 9));

    private static final double METERS_PER_LAT_E7 = 0.0111_32;
    private static final double METERS_PER_LNG_E7 = 0.009_957;
    private static final int CENTRE_LAT_E7 = 266_700_000;
    private static final int CENTRE_LNG_E7 = 1_063_300_000;
    /** A town's middle lies within this part of the square. */
    private static final double MOST_OUT = 0.85;

    private static final double[] NOWHERE = {};

    private final SplittableRandom chance;
    private final Layout layout;
    private final List<double[]> towns = new ArrayList<>();

    public Fixture(long seed, Layout layout) {
        chance = new SplittableRandom(seed);
        this.layout = layout;
        SplittableRandom sites = new SplittableRandom(~seed);
        double reach = 2 * MOST_OUT * layout.squareMeters();
        for (int town = 0; town < layout.towns(); town++) {
            towns.add(
                    layout.towns() == 1
                            ? new double[] {0, 0}
                            : new double[] {(sites.nextDouble() - 0.5) * reach, (sites.nextDouble() - 0.5) * reach});
        }
    }

    /** The house's policy as {@link #with} makes it. */
    public static RegionPolicy policy() {
        return with(PolicyReader.defaultFor("520181"));
    }

    /** The policy with Rongcheng's ladder, and with orders from everywhere in its box. */
    public static RegionPolicy with(RegionPolicy policy) {
        RegionPolicy.Area area = policy.area();
        return new RegionPolicy(
                policy.region(),
                policy.name(),
                policy.nameEn(),
                policy.zone(),
                new RegionPolicy.Area(
                        area.minLatDeg(), area.minLngDeg(), area.maxLatDeg(), area.maxLngDeg(), List.of(), 0),
                policy.services(),
                policy.skills(),
                LADDER,
                policy.offering(),
                policy.planning(),
                policy.credit(),
                policy.evidence(),
                policy.hotlinePhone());
    }

    /** @param declines of a thousand, how many say no to everything */
    public List<Person> people(int count, int declines) {
        List<Person> people = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            boolean rural = isRural();
            boolean high = chance.nextDouble() < (rural ? RURAL_A_PLUS : URBAN_A_PLUS);
            String tier = high ? List.of("A+", "AA", "AAA").get(chance.nextInt(3)) : chance.nextInt(4) == 0 ? "B" : "A";
            List<String> skills = SKILLS.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .filter(skill -> chance.nextDouble() < skill.getValue())
                    .map(Map.Entry::getKey)
                    .toList();
            people.add(new Person(
                    "v-%05d".formatted(i), place(rural), rural, tier, skills, chance.nextInt(1000) < declines));
        }
        return people;
    }

    /**
     * @param fromMs  of the first possible moment
     * @param lastsMs until the last
     * @param high    of a hundred wishes that need no skill, for how many only A+ and above will do
     * @param windowMs from each order to the latest end of its visit
     */
    public List<Wish> wishes(int firstNumber, int count, long fromMs, long lastsMs, int high, long windowMs) {
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String service = service();
            boolean plain = !SKILLS.containsKey(service);
            wishes.add(new Wish(
                    "520181-order-%08d".formatted(firstNumber + i),
                    fromMs + chance.nextLong(lastsMs),
                    service,
                    place(isRural()),
                    30 + 15 * chance.nextInt(3),
                    plain && chance.nextInt(100) < high ? "A+" : "",
                    Priority.PRIORITY_ROUTINE,
                    windowMs));
        }
        wishes.sort(Comparator.comparingLong(Wish::afterMs).thenComparing(Wish::id));
        return wishes;
    }

    private boolean isRural() {
        return towns.isEmpty() || chance.nextDouble() < RURAL;
    }

    private String service() {
        int share = chance.nextInt(100);
        for (Map.Entry<String, Integer> service : SERVICES) {
            share -= service.getValue();
            if (share < 0) {
                return service.getKey();
            }
        }
        throw new IllegalStateException("The shares of services must make 100.");
    }

    private Place place(boolean rural) {
        double[] town = rural ? NOWHERE : towns.get(towns.size() == 1 ? 0 : chance.nextInt(towns.size()));
        double north = rural ? even() : bell(town[0]);
        double east = rural ? even() : bell(town[1]);
        return Place.newBuilder()
                .setLatE7(CENTRE_LAT_E7 + (int) (north / METERS_PER_LAT_E7))
                .setLngE7(CENTRE_LNG_E7 + (int) (east / METERS_PER_LNG_E7))
                .build();
    }

    private double even() {
        return (2 * chance.nextDouble() - 1) * layout.squareMeters();
    }

    /** Near enough to a normal: a sum of twelve, which also ends at six deviations. */
    private double bell(double middle) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += chance.nextDouble();
        }
        double most = layout.squareMeters();
        return Math.max(-most, Math.min(most, middle + sum * layout.townMeters()));
    }
}
