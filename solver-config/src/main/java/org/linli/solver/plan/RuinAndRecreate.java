package org.linli.solver.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.score.PlanTotal;

/**
 * Takes strings of visits out of neighbouring routes and puts them back one by one where each costs least, now and then
 * blinking at a place (Christiaens and Vanden Berghe, Slack induction by string removals for vehicle routing problems,
 * Transportation Science, 2020; ruin and recreate: Schrimpf and others, 2000). Siblings go out and in together. What a
 * place costs is estimated on the route alone; the whole move is then scored exactly like any other.
 */
final class RuinAndRecreate {
    private static final int MEAN_REMOVED = 10;
    private static final int LONGEST_STRING = 10;
    private static final int MEAN_HOLDS_FOR = 64;
    private static final double BLINK = 0.01;
    private static final Comparator<PlanVisit> SIBLINGS_FIRST =
            Comparator.comparing(PlanVisit::hasSiblings).reversed();
    /** A place that costs this much is none. */
    static final double NEVER = Double.POSITIVE_INFINITY;

    private final VisitPlan plan;
    private final SplittableRandom random;
    /** One for each route that was ever tried out: a move tries some dozens, of which it changes a few. */
    private final @Nullable Draft[] drafts;
    /** The move for which each of them was last begun. */
    private final int[] begun;
    /** The routes begun for this move. */
    private final int[] inMove;

    private int begunInMove;

    private final int[] ruined;
    private final List<PlanVisit> removed = new ArrayList<>();
    private int moves;
    private int meanLength;

    RuinAndRecreate(VisitPlan plan, SplittableRandom random) {
        this.plan = plan;
        this.random = random;
        drafts = new Draft[plan.routes().size()];
        begun = new int[drafts.length];
        inMove = new int[drafts.length];
        ruined = new int[drafts.length];
    }

    RouteMove next() {
        moves++;
        begunInMove = 0;
        removed.clear();
        ruin(plan.visits().get(random.nextInt(plan.visits().size())));
        takeFromBench();
        sort();
        for (PlanVisit visit : removed) {
            insert(visit);
        }
        return move();
    }

    private Draft draft(int route) {
        Draft draft = drafts[route];
        if (draft == null) {
            draft = new Draft(plan, plan.routes().get(route));
            drafts[route] = draft;
        }
        if (begun[route] != moves) {
            begun[route] = moves;
            inMove[begunInMove++] = route;
            draft.begin();
        }
        return draft;
    }

    /** The draft of the route, where this move has begun one. */
    private @Nullable Draft begun(int route) {
        return begun[route] == moves ? drafts[route] : null;
    }

    private void ruin(PlanVisit seed) {
        int longest = Math.min(LONGEST_STRING, meanLength());
        int mean = Math.max(2, Math.min(MEAN_REMOVED, plan.visits().size() / 4));
        double most = 4.0 * mean / (1 + longest) - 1;
        int strings = 1 + (int) (random.nextDouble() * Math.max(1, most));
        PlanTotal total = plan.total();
        for (PlanVisit near : plan.neighbourhood().around(seed)) {
            int route = total.routeOf(near);
            if (strings > 0 && route >= 0 && ruined[route] != moves && !removed.contains(near)) {
                ruined[route] = moves;
                removeString(route, near, longest);
                strings--;
            }
        }
        List.copyOf(removed).forEach(this::removeSiblings);
    }

    /** Of the routes in use; looked at now and then, since it changes slowly and there may be thousands of routes. */
    private int meanLength() {
        if (moves % MEAN_HOLDS_FOR == 1) {
            meanLength = findMeanLength();
        }
        return meanLength;
    }

    private int findMeanLength() {
        int used = 0;
        int visits = 0;
        for (Route route : plan.routes()) {
            if (!route.isBench() && !route.visits().isEmpty()) {
                used++;
                visits += route.visits().size();
            }
        }
        return used == 0 ? 1 : Math.max(1, visits / used);
    }

    private void removeString(int route, PlanVisit near, int longest) {
        Draft draft = draft(route);
        int size = draft.visits().size();
        int length = 1 + random.nextInt(Math.min(longest, size));
        int at = draft.visits().indexOf(near);
        int least = Math.max(0, at - length + 1);
        int from = least + random.nextInt(Math.min(at, size - length) - least + 1);
        for (int i = 0; i < length; i++) {
            removed.add(draft.remove(from));
        }
    }

    private void removeSiblings(PlanVisit visit) {
        for (PlanVisit sibling : plan.siblings(visit)) {
            int route = plan.total().routeOf(sibling);
            if (route >= 0 && !removed.contains(sibling)) {
                Draft draft = draft(route);
                draft.remove(draft.visits().indexOf(sibling));
                removed.add(sibling);
            }
        }
    }

    /** Some of those who wait may find a place too. */
    private void takeFromBench() {
        List<PlanVisit> waiting = plan.bench().visits();
        for (int i = 0; i < Math.min(waiting.size(), 4); i++) {
            PlanVisit visit = waiting.get(random.nextInt(waiting.size()));
            if (!removed.contains(visit)) {
                removed.add(visit);
            }
        }
    }

    private void sort() {
        for (int i = removed.size(); i > 1; i--) {
            Collections.swap(removed, i - 1, random.nextInt(i));
        }
        int order = random.nextInt(8);
        if (order < 2) {
            removed.sort(Comparator.comparingLong(PlanVisit::windowStartMs));
        } else if (order < 4) {
            removed.sort(Comparator.comparingInt(
                    (PlanVisit visit) -> plan.neighbourhood().nearest(visit).routes().length));
        } else if (order < 6) {
            removed.sort(SIBLINGS_FIRST);
        }
    }

    private void insert(PlanVisit visit) {
        double least = NEVER;
        int bestRoute = -1;
        int bestPlace = -1;
        Companions companions = companions(visit);
        Neighbourhood.Near near = plan.neighbourhood().nearest(visit);
        for (int i = 0; i < near.routes().length; i++) {
            int route = near.routes()[i];
            if (companions.isOn(route)) {
                continue;
            }
            Draft draft = draft(route);
            double pair = near.soft()[i];
            for (int place = draft.earliestPlace(visit);
                    place <= draft.visits().size() && !draft.isTooLate(visit, place, least + pair);
                    place++) {
                if (random.nextDouble() >= BLINK) {
                    double cost = draft.cost(visit, place, companions, least + pair) - pair;
                    if (cost < least) {
                        least = cost;
                        bestRoute = route;
                        bestPlace = place;
                    }
                }
            }
        }
        if (bestRoute >= 0) {
            draft(bestRoute).insert(visit, bestPlace, companions);
        }
    }

    /** The siblings that stand on some route, in the draft or as they were. */
    private Companions companions(PlanVisit visit) {
        if (!visit.hasSiblings()) {
            return Companions.NONE;
        }
        Companions companions = new Companions();
        for (PlanVisit sibling : plan.siblings(visit)) {
            if (sibling != visit) {
                addCompanion(companions, sibling);
            }
        }
        return companions;
    }

    private void addCompanion(Companions companions, PlanVisit sibling) {
        for (int route : plan.neighbourhood().nearest(sibling).routes()) {
            Draft draft = begun(route);
            int at = draft == null ? -1 : draft.visits().indexOf(sibling);
            if (draft != null && at >= 0) {
                companions.add(sibling, route, draft.startMs(at));
                return;
            }
        }
        int route = plan.total().routeOf(sibling);
        if (route >= 0 && !removed.contains(sibling)) {
            companions.add(sibling, route, plan.total().startMs(sibling));
        }
    }

    private RouteMove move() {
        List<Splice> splices = new ArrayList<>();
        List<PlanVisit> unplaced = new ArrayList<>(removed);
        for (int i = 0; i < begunInMove; i++) {
            Draft draft = draft(inMove[i]);
            if (draft.isChanged()) {
                unplaced.removeAll(draft.visits());
                if (!draft.route().visits().equals(draft.visits())) {
                    splices.add(Splice.change(draft.route(), draft.visits()));
                }
            }
        }
        List<PlanVisit> bench = new ArrayList<>(plan.bench().visits());
        List<PlanVisit> placed = new ArrayList<>(removed);
        placed.removeAll(unplaced);
        boolean benchChanges = bench.removeAll(placed);
        for (PlanVisit visit : unplaced) {
            if (!bench.contains(visit)) {
                bench.add(visit);
                benchChanges = true;
            }
        }
        if (benchChanges) {
            splices.add(Splice.change(plan.bench(), bench));
        }
        return new RouteMove(splices);
    }
}
