package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Window;
import org.linli.solver.facts.TravelTimes;

/**
 * Where the book's work is done: takes the orders that wait, the most urgent first, finds whom to ask, and asks. It looks
 * again at what an event may have changed, and at nothing else. Used on one loop.
 */
final class Desk implements Book.Watcher {
    private static final String ORDER = "order:";
    private static final String VOLUNTEER = "volunteer:";

    private final Loop loop;
    private final RegionClock clock;
    private final DispatchSettings settings;
    private final Book book;
    private final Plans plans;
    private final Commits commits;
    private final Agenda agenda;
    private final Backlog backlog = new Backlog();
    private final Bans bans = new Bans();
    private final Asking asking;
    private final Placing placing;
    private final Aftermath aftermath;
    private final SecondLook secondLook;
    private final Admitting admitting;
    private final Rematching rematching;
    private Runnable solverWork = () -> {};
    private boolean active;
    private boolean pumping;

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
        book = new Book(policies, ways, this);
        plans = new Plans(book);
        aftermath = new Aftermath(book, plans, bans, loop, clock, settings, meters, this::again, this::pump);
        commits = new Commits(registry, loop, aftermath);
        agenda = new Agenda(loop, clock, this::due);
        asking = new Asking(book, plans, commits, clock, meters);
        placing = new Placing(
                loop, clock, book, plans, asking, bans, meters, () -> solverWork.run(), visit -> unserved(visit));
        secondLook = new SecondLook(book, plans, asking, clock, settings, backlog::add);
        admitting = new Admitting(loop, clock, this);
        rematching = new Rematching(loop, clock, this, bans, meters);
        book.roster().watchedBy(rematching::volunteer);
        book.open().watchedBy(rematching::visit);
        meters.gauge(
                "linli.dispatch.queue", () -> backlog.size() + book.overflow().size());
        meters.gauge(
                "linli.dispatch.open",
                () -> book.open().size() + book.overflow().size());
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
        backlog.toldTo(listener);
    }

    /** Whether the order waits, for the end of an emergency, for its turn or for room in the book. */
    Standing standing(String orderId) {
        long pausedUntilMs = book.pausedUntilMs(orderId);
        if (pausedUntilMs > 0) {
            return new Standing(ReasonCode.PAUSED, Math.max(0, pausedUntilMs - clock.nowMs()) / 60_000);
        }
        long outside = book.overflow().ahead(orderId);
        if (outside >= 0) {
            return new Standing(ReasonCode.BOOK_FULL, outside);
        }
        long waiting = backlog.ahead(orderId);
        return waiting >= 0 ? new Standing(ReasonCode.NOT_PLANNED_YET, waiting) : Standing.NONE;
    }

    boolean isActive() {
        return active;
    }

    /** Whether offers may be made now, and the first tier has caught up. */
    boolean mayRematch() {
        return mayWork() && backlog.isEmpty() && commits.inFlight() < settings.commitsInFlight();
    }

    private boolean mayWork() {
        return active && !aftermath.isPaused() && asking.mayPropose();
    }

    /** Begins to propose under the epoch, or goes on under another. */
    void activate(long epoch) {
        asking.epoch(epoch);
        if (!active) {
            active = true;
            book.open().all().forEach(backlog::add);
            if (settings.inserts()) {
                rematching.begin();
            }
            admitting.begin();
            pump();
        }
    }

    /** Proposes nothing any more; what was only planned is forgotten. */
    void deactivate() {
        active = false;
        rematching.end();
        backlog.clear();
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
            backlog.add(visit);
        }
    }

    @Override
    public void left(BookVisit before) {
        plans.leaveRoute(before);
    }

    /** A node that does not plan needs no book, and whoever comes while others wait for room waits behind them. */
    @Override
    public boolean isFull() {
        return !active || !book.overflow().isEmpty() || !hasRoom();
    }

    /** Whether one more order could be planned without the book holding more than it should. */
    boolean hasRoom() {
        return plans.planned() + book.open().unservedCount() + backlog.size() < settings.openVisits();
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
            admitting.near(volunteer);
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
            book.open().ofOrder(id).forEach(backlog::add);
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
        placing.at(clock.nowMs());
        secondLook.rerouted();
        int left = settings.ordersPerTurn();
        while (left-- > 0 && hasWork()) {
            admitting.takeIn();
            String orderId = backlog.poll();
            if (orderId != null) {
                attend(orderId);
                secondLook.rerouted();
            }
        }
        pumping = false;
        backlog.turned();
        if (hasWork()) {
            loop.execute(this::pump);
        }
    }

    private boolean hasWork() {
        return commits.inFlight() < settings.commitsInFlight()
                && (!backlog.isEmpty() || (!book.overflow().isEmpty() && hasRoom()));
    }

    private void attend(String orderId) {
        List<BookVisit> free =
                book.open().ofOrder(orderId).stream().filter(BookVisit::isFree).toList();
        if (free.isEmpty()) {
            return;
        }
        if (!asking.offerToTeam(free)) {
            work(orderId, free);
        }
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
                placing.insert(orderId, toPlan);
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
            } else if (asking.isAskedEnough(book.roster().get(where.volunteer()))) {
                secondLook.postponed(visit);
            } else {
                due.add(visit);
            }
        }
        asking.offer(due).forEach(this::lost);
    }

    /** The place that was planned for it is no longer there. */
    private void lost(BookVisit visit) {
        backlog.add(plans.unplan(visit));
        loop.execute(this::pump);
    }

    /** What its commit did not settle, unless this node has ceased to plan meanwhile. */
    private void again(BookVisit visit, long waitMs) {
        if (active && waitMs == 0) {
            backlog.add(visit);
        } else if (active) {
            agenda.notAfter(clock.nowMs() + waitMs, ORDER + visit.orderId());
        }
    }
}
