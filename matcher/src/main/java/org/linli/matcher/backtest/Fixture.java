package org.linli.matcher.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
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
    /** Who can do something else that a service of the policy asks for. */
    private static final double OTHER_SKILL = 0.08;
    /** A town's middle lies within this part of the square. */
    private static final double MOST_OUT = 0.85;

    private static final double[] NOWHERE = {};

    private final SplittableRandom chance;
    private final Layout layout;
    private final RegionPolicy policy;
    private final Map<String, Double> skills = new TreeMap<>();
    private final List<Map.Entry<String, Integer>> services;
    private final List<String> highTiers;
    private final List<String> lowTiers;
    private final List<double[]> towns = new ArrayList<>();

    /** For the house's policy as {@link #policy()} makes it. */
    public Fixture(long seed, Layout layout) {
        this(seed, layout, policy());
    }

    /**
     * For any policy: in the middle of its box, with its services, their skills and its ladder. Where the ladder has no A+,
     * the steps above the one that people begin with stand for it.
     */
    public Fixture(long seed, Layout layout, RegionPolicy policy) {
        chance = new SplittableRandom(seed);
        this.layout = layout;
        this.policy = policy;
        services = services(policy);
        for (Map.Entry<String, Integer> service : services) {
            policy.findService(service.getKey())
                    .ifPresent(one -> one.skills()
                            .forEach(need -> skills.put(need.skill(), SKILLS.getOrDefault(need.skill(), OTHER_SKILL))));
        }
        boolean published = policy.tierRank("A+") >= 0;
        int least = published ? policy.tierRank("A+") : policy.tierRank(policy.startTier()) + 1;
        highTiers = tiers(policy, least, Integer.MAX_VALUE);
        lowTiers = tiers(policy, least - 2, least - 1);
        SplittableRandom sites = new SplittableRandom(~seed);
        double reach = 2 * MOST_OUT * layout.squareMeters();
        for (int town = 0; town < layout.towns(); town++) {
            towns.add(
                    layout.towns() == 1
                            ? new double[] {0, 0}
                            : new double[] {(sites.nextDouble() - 0.5) * reach, (sites.nextDouble() - 0.5) * reach});
        }
    }

    private static List<Map.Entry<String, Integer>> services(RegionPolicy policy) {
        if (SERVICES.stream().allMatch(service -> policy.services().containsKey(service.getKey()))) {
            return SERVICES;
        }
        return policy.services().values().stream()
                .filter(service -> service.referTo().isEmpty())
                .map(service -> Map.entry(service.code(), 1))
                .toList();
    }

    private static List<String> tiers(RegionPolicy policy, int from, int to) {
        return policy.ladder().stream()
                .filter(step -> step.rank() >= from && step.rank() <= to)
                .map(TierStep::code)
                .toList();
    }

    /** The house's policy as {@link #with} makes it. */
    public static RegionPolicy policy() {
        return with(PolicyReader.defaultFor("520181"));
    }

    /** The policy with Rongcheng's ladder, and with orders from everywhere in its box. */
    public static RegionPolicy with(RegionPolicy policy) {
        RegionPolicy everywhere = Backtest.everywhere(policy);
        return new RegionPolicy(
                everywhere.region(),
                everywhere.name(),
                everywhere.nameEn(),
                everywhere.zone(),
                everywhere.area(),
                everywhere.services(),
                everywhere.skills(),
                LADDER,
                everywhere.offering(),
                everywhere.planning(),
                everywhere.credit(),
                everywhere.evidence(),
                everywhere.hotlinePhone());
    }

    /**
     * Draws volunteers.
     *
     * @param declines of a thousand, how many say no to everything
     */
    public List<Person> people(int count, int declines) {
        List<Person> people = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            boolean rural = isRural();
            boolean high = chance.nextDouble() < (rural ? RURAL_A_PLUS : URBAN_A_PLUS);
            String tier = high && !highTiers.isEmpty()
                    ? highTiers.get(chance.nextInt(highTiers.size()))
                    : lowTiers.isEmpty() || chance.nextInt(4) > 0 ? first(lowTiers) : last(lowTiers);
            List<String> held = skills.entrySet().stream()
                    .filter(skill -> chance.nextDouble() < skill.getValue())
                    .map(Map.Entry::getKey)
                    .toList();
            people.add(new Person(
                    "v-%05d".formatted(i), place(rural), rural, tier, held, chance.nextInt(1000) < declines));
        }
        return people;
    }

    /**
     * Draws orders, by their times.
     *
     * @param fromMs  of the first possible moment
     * @param lastsMs until the last
     * @param high    of a hundred wishes that need no skill, for how many only A+ and above will do
     * @param windowMs from each order to the latest end of its visit
     */
    public List<Wish> wishes(int firstNumber, int count, long fromMs, long lastsMs, int high, long windowMs) {
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String service = service();
            boolean plain = policy.findService(service)
                    .map(one -> one.skills().isEmpty())
                    .orElse(true);
            wishes.add(new Wish(
                    "%s-order-%08d".formatted(policy.region(), firstNumber + i),
                    fromMs + chance.nextLong(lastsMs),
                    service,
                    place(isRural()),
                    30 + 15 * chance.nextInt(3),
                    plain && chance.nextInt(100) < high ? last(highTiers) : "",
                    Priority.PRIORITY_ROUTINE,
                    windowMs));
        }
        wishes.sort(Comparator.comparingLong(Wish::afterMs).thenComparing(Wish::id));
        return wishes;
    }

    private boolean isRural() {
        return towns.isEmpty() || chance.nextDouble() < RURAL;
    }

    private static String first(List<String> tiers) {
        return tiers.isEmpty() ? "" : tiers.get(0);
    }

    private static String last(List<String> tiers) {
        return tiers.isEmpty() ? "" : tiers.get(tiers.size() - 1);
    }

    private String service() {
        int share =
                chance.nextInt(services.stream().mapToInt(Map.Entry::getValue).sum());
        for (Map.Entry<String, Integer> service : services) {
            share -= service.getValue();
            if (share < 0) {
                return service.getKey();
            }
        }
        throw new IllegalStateException("A share lies beyond the sum of all shares.");
    }

    private Place place(boolean rural) {
        double[] town = rural ? NOWHERE : towns.get(towns.size() == 1 ? 0 : chance.nextInt(towns.size()));
        double north = rural ? even() : bell(town[0]);
        double east = rural ? even() : bell(town[1]);
        RegionPolicy.Area area = policy.area();
        double lat = (area.minLatDeg() + area.maxLatDeg()) / 2;
        double lng = (area.minLngDeg() + area.maxLngDeg()) / 2;
        return Place.newBuilder()
                .setLatE7((int) (lat * 1e7 + north / METERS_PER_LAT_E7))
                .setLngE7((int) (lng * 1e7 + east / (METERS_PER_LAT_E7 * Math.cos(Math.toRadians(lat)))))
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
