package org.linli.matcher.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Random operations, each done to a matching and to its naive model alike. */
final class Script {
    /** What a run draws from: how many of each, how many candidates, and which costs. */
    record Range(int visits, int volunteers, int candidates, long leastCost, long mostCost, long mostUnserved) {}

    final Model model = new Model();
    final Matching matching = new Matching();
    private final Range range;
    private final RandomGenerator random;

    Script(Range range, RandomGenerator random) {
        this.range = range;
        this.random = random;
    }

    /** Does one operation and says which. */
    String step() {
        int choice = random.nextInt(100);
        if (choice < 26) {
            return addVisit();
        } else if (choice < 40) {
            return addVolunteer();
        } else if (choice < 50) {
            return removeVisit();
        } else if (choice < 58) {
            return removeVolunteer();
        } else if (choice < 72) {
            return changeVisit();
        } else if (choice < 86) {
            return changeVolunteer();
        } else {
            return choice < 94 ? fix() : unfix();
        }
    }

    private String addVisit() {
        int visit = random.nextInt(range.visits);
        if (model.visits.containsKey(visit)) {
            return changeVisit();
        }
        Map<Integer, Long> costs = someOf(model.volunteers);
        long unserved = unservedCost();
        model.putVisit(visit, unserved, costs);
        matching.addVisit(visit, unserved, Model.costs(costs), Model.ids(costs));
        return "add visit " + visit;
    }

    private String changeVisit() {
        if (model.visits.isEmpty()) {
            return "nothing";
        }
        int visit = oneOf(model.visits.keySet());
        Map<Integer, Long> costs = random.nextBoolean() ? someOf(model.volunteers) : nudged(visit);
        long unserved = unservedCost();
        model.putVisit(visit, unserved, costs);
        matching.changeVisit(visit, unserved, Model.costs(costs), Model.ids(costs));
        return "change visit " + visit;
    }

    private String removeVisit() {
        if (model.visits.isEmpty()) {
            return "nothing";
        }
        int visit = oneOf(model.visits.keySet());
        model.removeVisit(visit);
        matching.removeVisit(visit);
        return "remove visit " + visit;
    }

    private String addVolunteer() {
        int volunteer = random.nextInt(range.volunteers);
        if (model.volunteers.contains(volunteer)) {
            return changeVolunteer();
        }
        Map<Integer, Long> costs = someOf(model.visits.keySet());
        model.putVolunteer(volunteer, costs);
        matching.addVolunteer(volunteer, Model.costs(costs), Model.ids(costs));
        return "add volunteer " + volunteer;
    }

    private String changeVolunteer() {
        if (model.volunteers.isEmpty()) {
            return "nothing";
        }
        int volunteer = oneOf(model.volunteers);
        Map<Integer, Long> costs = someOf(model.visits.keySet());
        model.putVolunteer(volunteer, costs);
        matching.changeVolunteer(volunteer, Model.costs(costs), Model.ids(costs));
        return "change volunteer " + volunteer;
    }

    private String removeVolunteer() {
        if (model.volunteers.isEmpty()) {
            return "nothing";
        }
        int volunteer = oneOf(model.volunteers);
        model.removeVolunteer(volunteer);
        matching.removeVolunteer(volunteer);
        return "remove volunteer " + volunteer;
    }

    private String fix() {
        if (model.openVisits().isEmpty() || model.volunteers.isEmpty()) {
            return "nothing";
        }
        int visit = oneOf(model.openVisits());
        int matched = matching.volunteerOf(visit);
        int volunteer = matched >= 0 && random.nextBoolean() ? matched : oneOf(model.volunteers);
        if (model.isFixedVolunteer(volunteer)) {
            return "nothing";
        }
        long cost = cost();
        model.fixed.put(visit, new Model.Fixed(volunteer, cost));
        matching.fix(visit, volunteer, cost);
        return "fix visit " + visit + " to volunteer " + volunteer;
    }

    private String unfix() {
        if (model.fixed.isEmpty()) {
            return "nothing";
        }
        int visit = oneOf(model.fixed.keySet());
        model.fixed.remove(visit);
        matching.unfix(visit);
        return "unfix visit " + visit;
    }

    private Map<Integer, Long> someOf(Collection<Integer> ids) {
        Map<Integer, Long> costs = new TreeMap<>();
        if (!ids.isEmpty()) {
            for (int i = random.nextInt(range.candidates + 1); i > 0; i--) {
                costs.put(oneOf(ids), cost());
            }
        }
        return costs;
    }

    private Map<Integer, Long> nudged(int visit) {
        Map<Integer, Long> costs = new TreeMap<>(model.visit(visit).costs());
        costs.replaceAll((volunteer, cost) -> Math.max(range.leastCost, cost - 1 + random.nextInt(3)));
        return costs;
    }

    private long cost() {
        return random.nextLong(range.leastCost, range.mostCost + 1);
    }

    private long unservedCost() {
        return random.nextLong(range.mostUnserved + 1);
    }

    private int oneOf(Collection<Integer> ids) {
        List<Integer> list = new ArrayList<>(ids);
        return list.get(random.nextInt(list.size()));
    }
}
