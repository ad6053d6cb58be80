package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Window;
import org.linli.solver.facts.TravelTimes;

/**
 * Where the book's work is done: takes the orders that wait, the most urgent first, finds whom to ask, and asks. It looks
 * again at what an event may have changed, and at nothing else. Used on one loop.
 */
final class Desk implements Book.Watcher, Commits.Outcome {
    private static final String ORDER = "order:";
    private static final String VOLUNTEER = "volunteer:";
    /** How soon work that the store could not take is tried again. */
    private static final long BACK_OFF_MS = 500;

    private final Loop loop;
    private final RegionClock clock;
    private final DispatchSettings settings;
    private final DispatchMeters meters;
    private final Book book;
    private final Plans plans;
    private final Commits commits;
    private final Agenda agenda;
    private final WorkQueue queue = new WorkQueue();
    private final WorkQueue overflow = new WorkQueue();
    private final Bans bans = new Bans();
    private final Asking asking;
    private final Inserter inserter;
    private final SwapStep swap;
    private final SecondLook secondLook;
    private final Rematching rematching;
    private Runnable solverWork = () -> {};
    private Consumer<Boolean> backlog = behind -> {};
    private boolean isBehind;
    private boolean active;
    private boolean pumping;
    private long pausedUntilMs;

    Desk(
            Registry registry,
            Loop loop,
            RegionClock clock,
            Function<String, RegionPolicy> policies,
            Function<RegionPolicy, TravelTimes> ways,
            DispatchSettings settings,
            DispatchMeters meters) {
        this.loop = loop;
        this.clock = clock;
        this.settings = settings;
        this.meters = meters;
        book = new Book(policies, ways, this);
        plans = new Plans(book);
        commits = new Commits(registry, loop, this);
        agenda = new Agenda(loop, clock, this::due);
        inserter = new Inserter(book, 0);
        swap = new SwapStep(book, plans, inserter);
        asking = new Asking(book, plans, commits, clock, meters);
        secondLook = new SecondLook(book, plans, asking, clock, settings, this::enqueue);
        rematching = new Rematching(loop, clock, this, bans, meters);
        book.roster().watchedBy(rematching::volunteer);
        book.open().watchedBy(rematching::visit);
        meters.gauge("linli.dispatch.queue", () -> queue.size() + overflow.size());
        meters.gauge("linli.dispatch.open", () -> book.open().size());
        meters.gauge("linli.dispatch.unserved", () -> book.open().unservedCount());
        meters.gauge("linli.dispatch.planned", plans::planned);
        meters.gauge("linli.dispatch.commits", commits::inFlight);
    }

    Book book() {
        return book;
    }

    Plans plans() {
        return plans;
    }

    Asking asking() {
        return asking;
    }

    /** Called when there is something that the zone solvers could make or improve. */
    void onSolverWork(Runnable work) {
        solverWork = work;
    }

    /** Told whether more waits than one turn can do. */
    void onBacklog(Consumer<Boolean> listener) {
        backlog = listener;
    }

    /** Whether the order waits, for the end of an emergency, for its turn or for room in the book. */
    Standing standing(String orderId) {
        long pausedUntilMs = book.pausedUntilMs(orderId);
        if (pausedUntilMs > 0) {
            return new Standing(ReasonCode.PAUSED, Math.max(0, pausedUntilMs - clock.nowMs()) / 60_000);
        }
        long inOverflow = overflow.ahead(orderId);
        if (inOverflow >= 0) {
            return new Standing(ReasonCode.BOOK_FULL, inOverflow);
        }
        long inQueue = queue.ahead(orderId);
        return inQueue >= 0 ? new Standing(ReasonCode.NOT_PLANNED_YET, inQueue) : Standing.NONE;
    }

    boolean isActive() {
        return active;
    }

    /** Whether offers may be made now, and the first tier has caught up. */
    boolean mayRematch() {
        return mayWork() && queue.isEmpty() && commits.inFlight() < settings.commitsInFlight();
    }

    private boolean mayWork() {
        return active && clock.nowMs() >= pausedUntilMs && asking.mayPropose();
    }

    /** Begins to propose under the epoch, or goes on under another. */
    void activate(long epoch) {
        asking.epoch(epoch);
        if (!active) {
            active = true;
            book.open().all().forEach(this::enqueue);
            if (settings.inserts()) {
                rematching.begin();
            }
            pump();
        }
    }

    /** Proposes nothing any more; what was only planned is forgotten. */
    void deactivate() {
        active = false;
        rematching.end();
        queue.clear();
        overflow.clear();
        agenda.clear();
        new ArrayList<>(book.open().all())
                .stream()
                        .filter(visit -> visit.placement() != null && visit.isFree())
                        .forEach(plans::unplan);
    }

    /** Everything is forgotten; the log will be read anew. */
    void clear() {
        deactivate();
        commits.forget();
        bans.clear();
        plans.clear();
        book.clear();
    }

    // What the book tells.

    @Override
    public void opened(BookVisit visit) {
        if (active) {
            enqueue(visit);
        }
    }

    private void enqueue(BookVisit visit) {
        if (visit.isOpen()) {
            queue.add(visit.orderId(), visit.request().getPriorityValue(), visit.openedAtMs());
        }
    }

    @Override
    public void left(BookVisit before) {
        plans.leaveRoute(before);
        if (!overflow.isEmpty()) {
            String next = overflow.poll();
            if (next != null) {
                book.open().ofOrder(next).forEach(this::enqueue);
            }
        }
    }

    @Override
    public void changed(@Nullable BookVolunteer before, BookVolunteer after) {
        Window window = after.window();
        if (window != null) {
            agenda.at(window.getEndMs(), VOLUNTEER + after.id());
        }
        if (active) {
            secondLook.route(after);
            if (Gains.freed(before, after)) {
                retryNear(after);
                solverWork.run();
            }
        }
    }

    /** The volunteer can do more than before: those near who wait are tried again. */
    void retryNear(BookVolunteer volunteer) {
        if (active) {
            secondLook.near(volunteer);
            rematching.volunteer(volunteer.slot());
        }
    }

    @Override
    public void ruled() {
        asking.rules(book.rules());
        if (rematching.isActive()) {
            rematching.begin();
        }
    }

    private void due(String name) {
        String id = EntityKey.id(name);
        if (name.startsWith(ORDER)) {
            book.open().ofOrder(id).forEach(this::enqueue);
        } else {
            book.refresh(id, clock.nowMs());
        }
        pump();
    }

    // The work.

    /** Works until nothing waits, nothing more may be in flight, or this turn is over. */
    void pump() {
        if (pumping || !mayWork()) {
            return;
        }
        pumping = true;
        inserter.at(clock.nowMs());
        secondLook.rerouted();
        int left = settings.ordersPerTurn();
        while (left-- > 0 && commits.inFlight() < settings.commitsInFlight() && !queue.isEmpty()) {
            String orderId = queue.poll();
            if (orderId != null) {
                admit(orderId);
                secondLook.rerouted();
            }
        }
        pumping = false;
        if (isBehind == queue.isEmpty()) {
            isBehind = !queue.isEmpty();
            backlog.accept(isBehind);
        }
        if (!queue.isEmpty() && commits.inFlight() < settings.commitsInFlight()) {
            loop.execute(this::pump);
        }
    }

    private void admit(String orderId) {
        List<BookVisit> free =
                book.open().ofOrder(orderId).stream().filter(BookVisit::isFree).toList();
        if (free.isEmpty()) {
            return;
        }
        if (asking.offerToTeam(free)) {
            return;
        }
        BookVisit first = free.get(0);
        boolean known = first.placement() != null || book.open().isUnserved(first);
        if (known || first.isEmergency() || held() < settings.openVisits()) {
            work(orderId, free);
        } else {
            overflow.add(orderId, first.request().getPriorityValue(), first.openedAtMs());
        }
    }

    private int held() {
        return plans.planned() + book.open().unservedCount();
    }

    private void work(String orderId, List<BookVisit> free) {
        List<BookVisit> toPlan = new ArrayList<>();
        for (BookVisit visit : free) {
            boolean invite = asking.way(visit) == Offering.Way.INVITE;
            if (!(invite && invite(visit)) && visit.placement() == null) {
                toPlan.add(visit);
            }
        }
        if (!toPlan.isEmpty()) {
            if (settings.inserts()) {
                insert(orderId, toPlan);
            } else {
                toPlan.forEach(this::leaveToSolver);
            }
        }
        offerDue(orderId);
    }

    private boolean invite(BookVisit visit) {
        int[] near = Candidates.of(visit, book.roster(), book.rules(), Set.of(), volunteer -> true);
        if (near.length == 0 && !visit.isEmergency()) {
            return false;
        }
        if (near.length > 0) {
            plans.unplan(visit);
            asking.invite(visit, near);
            return true;
        }
        unserved(visit);
        return true;
    }

    private void leaveToSolver(BookVisit visit) {
        unserved(visit);
        solverWork.run();
    }

    private void insert(String orderId, List<BookVisit> visits) {
        long started = loop.nanoTime();
        Set<String> others = asking.holdersOf(orderId);
        List<BookVisit> left = place(visits, others, free(orderId, asking.isForNow(visits.get(0))));
        left = left.isEmpty() ? left : place(left, asking.holdersOf(orderId), free(orderId, false));
        for (BookVisit visit : left) {
            Optional<Proposal> swapped = swap.find(visit, asking.holdersOf(orderId), free(orderId, false));
            swapped.ifPresentOrElse(proposal -> settle(proposal), () -> unserved(visit));
        }
        meters.inserted(loop.nanoTime() - started);
    }

    /** Plans those for whom somebody passes; returns the others. */
    private List<BookVisit> place(List<BookVisit> visits, Set<String> others, Predicate<BookVolunteer> passes) {
        List<Proposal> proposals = inserter.together(visits, others, passes);
        Set<String> placed = new HashSet<>();
        for (Proposal proposal : proposals) {
            settle(sooner(proposal, others, passes));
            placed.add(proposal.visit().id());
        }
        return visits.stream().filter(visit -> !placed.contains(visit.id())).toList();
    }

    /** What is wanted now goes to whoever is free, rather than to one who would come by later. */
    private Proposal sooner(Proposal proposal, Set<String> others, Predicate<BookVolunteer> passes) {
        BookVisit visit = proposal.visit();
        boolean late =
                asking.isForNow(visit) && asking.offerAtMs(visit, proposal.placement(Placement.INSERT)) > clock.nowMs();
        return late && visit.order().getVisitsCount() == 1
                ? inserter.best(visit, proposal.bound(), others, passes.and(BookVolunteer::isIdle))
                        .orElse(proposal)
                : proposal;
    }

    private void settle(Proposal proposal) {
        plans.plan(
                proposal.visit(),
                proposal.bound(),
                proposal.placement(Placement.INSERT),
                proposal.insertion().position());
        solverWork.run();
    }

    /** For now only those who can be offered something; for later, and where there is none, those who are busy too. */
    private Predicate<BookVolunteer> free(String orderId, boolean forNow) {
        long now = clock.nowMs();
        return volunteer -> !(forNow && asking.isAskedEnough(volunteer)) && !bans.stands(orderId, volunteer.id(), now);
    }

    /** Nobody can take it now; it is looked at again when something changes near it, or after a while. */
    void unserved(BookVisit visit) {
        book.open().unserved(visit);
        agenda.notAfter(clock.nowMs() + settings.retryMs(), ORDER + visit.orderId());
    }

    /** Offers in one commit what of the order is planned and due. */
    void offerDue(String orderId) {
        List<BookVisit> due = new ArrayList<>();
        for (BookVisit visit : book.open().ofOrder(orderId)) {
            Placement where = visit.placement();
            if (where == null || where.reserved()) {
                continue;
            }
            long atMs = asking.offerAtMs(visit, where);
            if (atMs > clock.nowMs()) {
                agenda.notAfter(atMs, ORDER + orderId);
                secondLook.postponed(visit);
            } else if (!asking.isAskedEnough(book.roster().get(where.volunteer()))) {
                due.add(visit);
            }
        }
        asking.offer(due).forEach(this::lost);
    }

    /** The place that was planned for it is no longer there. */
    private void lost(BookVisit visit) {
        enqueue(plans.unplan(visit));
        loop.execute(this::pump);
    }

    // What becomes of commits.

    @Override
    public void accepted(List<Commits.Part> parts) {
        pump();
    }

    @Override
    public void refused(List<Commits.Part> parts, Commits.@Nullable Part at, String problem) {
        meters.refused(problem);
        boolean pair = at != null && at.volunteer() >= 0;
        for (Commits.Part part : parts) {
            if (pair ? part == at : part.volunteer() >= 0) {
                bans.add(
                        Ids.orderOf(part.visitId()),
                        part.volunteerId(),
                        clock.nowMs() + settings.refusalMs(),
                        clock.nowMs());
            }
        }
        if (problem.equals("lease-lost")) {
            pausedUntilMs = clock.nowMs() + settings.leaseDoubtMs();
        }
        release(parts, pair ? 0 : BACK_OFF_MS);
    }

    @Override
    public void unavailable(List<Commits.Part> parts) {
        pausedUntilMs = clock.nowMs() + BACK_OFF_MS;
        release(parts, BACK_OFF_MS);
    }

    @Override
    public void read(List<Commits.Part> parts, Registry.Reading reading) {
        clock.atLeast(reading.nowMs());
        reading.entities().stream()
                .filter(Registry.Versioned::present)
                .forEach(entity -> book.put(entity.key(), entity.version(), entity.entity()));
        book.settle(clock.nowMs());
        release(parts, 0);
    }

    private void release(List<Commits.Part> parts, long waitMs) {
        for (Commits.Part part : parts) {
            plans.release(part.visitId(), part.volunteer());
            BookVisit visit = book.open().find(part.visitId());
            if (visit != null && active) {
                again(visit, waitMs);
            }
        }
        pump();
    }

    private void again(BookVisit visit, long waitMs) {
        if (waitMs == 0) {
            enqueue(visit);
        } else {
            agenda.notAfter(clock.nowMs() + waitMs, ORDER + visit.orderId());
        }
    }
}
