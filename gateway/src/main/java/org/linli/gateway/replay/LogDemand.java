package org.linli.gateway.replay;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.linli.domain.Wgs84;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.backtest.Person;
import org.linli.matcher.backtest.Wish;
import org.linli.proto.Place;
import org.linli.proto.Priority;

/**
 * A log of calls as the demand of a backtest: each call the orders that a replay would send, and volunteers who live where
 * the calls come from, each skill with every second of them.
 */
final class LogDemand {
    private final RegionPolicy policy;
    private final AffineMap map;
    private final CategoryRules rules;

    LogDemand(RegionPolicy policy, AffineMap map, CategoryRules rules) {
        this.policy = policy;
        this.map = map;
        this.rules = rules;
    }

    static Box box(RegionPolicy policy) {
        RegionPolicy.Area area = policy.area();
        return new Box(area.minLatDeg(), area.minLngDeg(), area.maxLatDeg(), area.maxLngDeg());
    }

    /** The orders, by the log's own times; calls whose category has no rule are left out. */
    List<Wish> wishes(List<Call> calls) {
        LocalDateTime start = calls.get(0).time();
        List<Wish> wishes = new ArrayList<>();
        for (Call call : calls) {
            Optional<CategoryRules.Rule> found = rules.find(call.category());
            if (found.isPresent()) {
                CategoryRules.Rule rule = found.get();
                long afterMs = Duration.between(start, call.time()).toMillis();
                wishes.add(wish(wishes.size(), afterMs, call, rule.service(), rule.priority(), rule.minutes()));
                if (!rule.beside().isEmpty() && isReferred(rule.service())) {
                    wishes.add(wish(wishes.size(), afterMs, call, rule.beside(), "URGENT", rule.minutes()));
                }
            }
        }
        return wishes;
    }

    private boolean isReferred(String service) {
        return policy.findService(service)
                .map(RegionPolicy.Service::referTo)
                .filter(number -> !number.isEmpty())
                .isPresent();
    }

    private Wish wish(int number, long afterMs, Call call, String service, String priority, int minutes) {
        return new Wish(
                "%s-order-%08d".formatted(policy.region(), number + 1),
                afterMs,
                service,
                place(call),
                minutes,
                "",
                Priority.valueOf("PRIORITY_" + priority),
                Orders.SLACK.plusMinutes(minutes).toMillis());
    }

    private Place place(Call call) {
        Wgs84 place = map.apply(call.latDeg(), call.lngDeg());
        return Place.newBuilder()
                .setLatE7((int) Math.round(place.latDeg() * 1e7))
                .setLngE7((int) Math.round(place.lngDeg() * 1e7))
                .build();
    }

    List<Person> people(List<Call> calls, int count, long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        List<String> skills = skills();
        List<Person> people = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Place home = place(calls.get(chance.nextInt(calls.size())));
            List<String> held =
                    skills.stream().filter(skill -> chance.nextBoolean()).toList();
            people.add(new Person("v-%05d".formatted(i), home, false, policy.startTier(), held, false));
        }
        return people;
    }

    /** That the rules' services ask for. */
    private List<String> skills() {
        Set<String> skills = new HashSet<>();
        rules.services()
                .forEach(service -> policy.findService(service)
                        .ifPresent(one -> one.skills().forEach(need -> skills.add(need.skill()))));
        return skills.stream().sorted().toList();
    }
}
