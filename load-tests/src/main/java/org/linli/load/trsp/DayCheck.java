package org.linli.load.trsp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.linli.load.trsp.TechnicianDay.Request;
import org.linli.load.trsp.TechnicianDay.Technician;

/** Holds a day as it was gone against the instance, in the instance's unit, with nothing of the planner's code. */
final class DayCheck {
    private static final double TOLERANCE = 1e-3;

    private final TechnicianDay day;
    private final List<String> violations = new ArrayList<>();

    private DayCheck(TechnicianDay day) {
        this.day = day;
    }

    /** @param distance of all technicians, from home to home */
    record Verdict(int served, double distance, List<String> violations) {}

    static Verdict check(TechnicianDay day, List<Stop> stops) {
        return new DayCheck(day).check(stops);
    }

    private Verdict check(List<Stop> stops) {
        Map<Integer, Request> requests =
                day.requests().stream().collect(Collectors.toMap(Request::id, Function.identity()));
        Set<Integer> served = new HashSet<>();
        double distance = 0;
        for (Technician technician : day.technicians()) {
            List<Stop> own = stops.stream()
                    .filter(stop -> stop.technician() == technician.id())
                    .sorted(Comparator.comparingDouble(Stop::starts))
                    .toList();
            distance += go(technician, own, requests);
        }
        for (Stop stop : stops) {
            require(served.add(stop.request()), stop, "is served twice");
        }
        return new Verdict(served.size(), distance, violations);
    }

    private double go(Technician technician, List<Stop> stops, Map<Integer, Request> requests) {
        double x = technician.x();
        double y = technician.y();
        double free = technician.opens();
        double gone = 0;
        for (Stop stop : stops) {
            Request request = Objects.requireNonNull(requests.get(stop.request()));
            double way = Math.hypot(request.x() - x, request.y() - y);
            require(technician.skills().containsAll(request.skills()), stop, "needs a skill that is missing");
            require(stop.departs() >= free - TOLERANCE, stop, "is set out for before the service before it ends");
            require(stop.departs() >= request.released() - TOLERANCE, stop, "is set out for before it is known");
            require(stop.starts() >= stop.departs() + way - TOLERANCE, stop, "starts before the technician is there");
            require(stop.starts() >= request.opens() - TOLERANCE, stop, "starts too early");
            require(stop.starts() <= request.closes() + TOLERANCE, stop, "starts too late");
            free = stop.starts() + request.service();
            gone += way;
            x = request.x();
            y = request.y();
        }
        double back = Math.hypot(technician.x() - x, technician.y() - y);
        if (free + back > technician.closes() + TOLERANCE) {
            violations.add("Technician " + technician.id() + " is home at " + (free + back) + ", after "
                    + technician.closes() + ".");
        }
        return gone + back;
    }

    private void require(boolean holds, Stop stop, String otherwise) {
        if (!holds) {
            violations.add("Request " + stop.request() + " of technician " + stop.technician() + " " + otherwise + ".");
        }
    }
}
