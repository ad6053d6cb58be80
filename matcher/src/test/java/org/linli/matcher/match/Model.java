package org.linli.matcher.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** The same problem kept naively: what the oracles solve afresh, and what a new matching is built from. */
final class Model {
    record Visit(long unservedCost, Map<Integer, Long> costs) {}

    record Fixed(int volunteer, long cost) {}

    final TreeMap<Integer, Visit> visits = new TreeMap<>();
    final TreeSet<Integer> volunteers = new TreeSet<>();
    final TreeMap<Integer, Fixed> fixed = new TreeMap<>();

    Visit visit(int id) {
        return Objects.requireNonNull(visits.get(id));
    }

    void putVisit(int visit, long unservedCost, Map<Integer, Long> costs) {
        visits.put(visit, new Visit(unservedCost, new TreeMap<>(costs)));
    }

    void removeVisit(int visit) {
        visits.remove(visit);
        fixed.remove(visit);
    }

    void putVolunteer(int volunteer, Map<Integer, Long> costsByVisit) {
        volunteers.add(volunteer);
        visits.values().forEach(visit -> visit.costs.remove(volunteer));
        costsByVisit.forEach((visit, cost) -> visit(visit).costs.put(volunteer, cost));
    }

    void removeVolunteer(int volunteer) {
        volunteers.remove(volunteer);
        visits.values().forEach(visit -> visit.costs.remove(volunteer));
        fixed.values().removeIf(pair -> pair.volunteer == volunteer);
    }

    boolean isFixedVolunteer(int volunteer) {
        return fixed.values().stream().anyMatch(pair -> pair.volunteer == volunteer);
    }

    long fixedCost() {
        return fixed.values().stream().mapToLong(Fixed::cost).sum();
    }

    /** The visits whose volunteer is open. */
    List<Integer> openVisits() {
        List<Integer> open = new ArrayList<>(visits.keySet());
        open.removeAll(fixed.keySet());
        return open;
    }

    /** A visit's candidates that are not fixed elsewhere. */
    Map<Integer, Long> openCosts(int visit) {
        Map<Integer, Long> costs = new TreeMap<>(visit(visit).costs);
        fixed.values().forEach(pair -> costs.remove(pair.volunteer));
        return costs;
    }

    Matching matchAfresh() {
        Matching matching = new Matching();
        volunteers.forEach(matching::addVolunteer);
        visits.forEach((id, visit) -> matching.addVisit(id, visit.unservedCost, costs(visit.costs), ids(visit.costs)));
        fixed.forEach((visit, pair) -> matching.fix(visit, pair.volunteer, pair.cost));
        matching.rematch();
        return matching;
    }

    static long[] costs(Map<Integer, Long> costs) {
        return costs.values().stream().mapToLong(Long::longValue).toArray();
    }

    static int[] ids(Map<Integer, Long> costs) {
        return costs.keySet().stream().mapToInt(Integer::intValue).toArray();
    }
}
