package org.linli.matcher.solve;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.linli.solver.facts.PlanVisit;
import org.linli.solver.facts.PlanVolunteer;

/** What a difference is checked against: the book as it is now, on the book's own thread. */
public interface BookView {
    /** Empty where the volunteer is unknown or off duty. The fact carries the route's version. */
    Optional<PlanVolunteer> findVolunteer(String volunteerId);

    /** Empty where the visit is no longer open to planning. */
    Optional<PlanVisit> findVisit(String visitId);

    /** The planned and offered visits of a volunteer, in order. */
    List<PlanVisit> route(String volunteerId);

    /** On whose route the visit stands. */
    Optional<String> findServer(String visitId);

    /** All visits of an order that are open to planning. */
    Collection<PlanVisit> siblings(String orderId);

    /** Whether the offer that holds the visit may be taken back now: not in its grace period, not in flight. */
    boolean mayWithdraw(String visitId);
}
