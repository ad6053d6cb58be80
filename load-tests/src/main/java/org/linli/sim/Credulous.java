package org.linli.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.solve.BookView;
import org.linli.matcher.solve.Judge;
import org.linli.matcher.solve.Verdict;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneRoute;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;
import org.linli.solver.score.Call;
import org.linli.solver.score.RouteScorer;

/** A planted mistake: whatever a solver says is taken for true, as far as there are such people and visits. */
final class Credulous implements Judge {
    @Override
    public Verdict check(ZoneDifference difference, BookView book, RegionPolicy policy, RouteScorer scorer) {
        List<Verdict.NewRoute> routes = new ArrayList<>();
        for (ZoneRoute route : difference.getRoutesList()) {
            Optional<PlanVolunteer> volunteer = book.findVolunteer(route.getVolunteerId());
            if (volunteer.isPresent()) {
                List<PlanVisit> visits = route.getVisitsList().stream()
                        .distinct()
                        .flatMap(id -> book.findVisit(id).stream())
                        .filter(visit -> !visit.isOffered())
                        .toList();
                List<Long> startsMs = scorer.score(volunteer.get(), visits).calls().stream()
                        .map(Call::startMs)
                        .toList();
                routes.add(new Verdict.NewRoute(volunteer.get(), visits, startsMs));
            }
        }
        return new Verdict.Accepted(0, 0, 1, routes, List.of());
    }
}
