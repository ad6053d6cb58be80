package org.linli.matcher.dispatch;

import static org.linli.matcher.dispatch.Town.HOUR;
import static org.linli.matcher.dispatch.Town.MINUTE;
import static org.linli.matcher.dispatch.Town.START;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.linli.domain.EntityKey;
import org.linli.proto.Account;
import org.linli.proto.Calendar;
import org.linli.proto.Duty;
import org.linli.proto.Entity;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.Place;
import org.linli.proto.Profile;
import org.linli.proto.ResidentFile;
import org.linli.proto.TravelMode;
import org.linli.proto.Visit;
import org.linli.proto.VisitExplanation;
import org.linli.proto.VisitState;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;

/** One visit at the centre, and some volunteers around it, told apart by one thing at a time. */
final class Scene {
    static final String ORDER = "520181-order-00000001";

    final Book book = new Book(yaml -> Town.POLICY, Book.Watcher.NONE);
    private Order.Builder order = Order.newBuilder()
            .setId(ORDER)
            .setResidentId("r-1")
            .setState(OrderState.ORDER_STATE_OPEN)
            .setCreatedAtMs(START)
            .setRequest(OrderRequest.newBuilder()
                    .setService("talk")
                    .setLocation(Town.at(0, 0))
                    .setDurationMinutes(60)
                    .setPeople(1)
                    .setWindow(Town.window(START + HOUR, START + 4 * HOUR)))
            .addVisits(Visit.newBuilder().setNumber(1).setState(VisitState.VISIT_STATE_OPEN));
    private ResidentFile resident = ResidentFile.getDefaultInstance();
    private Standing standing = Standing.NONE;

    /** What a volunteer is made of. */
    static final class Person {
        final VolunteerFile.Builder file = VolunteerFile.newBuilder()
                .setState(VolunteerState.VOLUNTEER_STATE_APPROVED)
                .setBirthYear(1980)
                .addLanguages("zh");
        final Calendar.Builder calendar = Calendar.newBuilder().setLastOfferMs(START - HOUR);
        final Duty.Builder duty = Duty.newBuilder()
                .setOn(true)
                .setSinceMs(START - HOUR)
                .setUntilMs(START + 8 * HOUR)
                .setTravelMode(TravelMode.TRAVEL_MODE_EBIKE)
                .setMaxTravelMinutes(40);
        String tier = "A";
    }

    Scene volunteer(String id, Place home, Consumer<Person> change) {
        Person person = new Person();
        change.accept(person);
        put(
                EntityKey.profile(id),
                Entity.newBuilder().setProfile(Profile.newBuilder().setId(id).setVolunteer(person.file.setHome(home))));
        put(
                EntityKey.calendar(id),
                Entity.newBuilder()
                        .setCalendar(person.calendar.setVolunteerId(id).setDuty(person.duty)));
        put(
                EntityKey.account(id),
                Entity.newBuilder().setAccount(Account.newBuilder().setId(id).setTier(person.tier)));
        return this;
    }

    Scene volunteer(String id, Place home) {
        return volunteer(id, home, person -> {});
    }

    private void put(String key, Entity.Builder entity) {
        book.put(key, 1, entity.build());
    }

    Scene request(Consumer<OrderRequest.Builder> change) {
        change.accept(order.getRequestBuilder());
        return this;
    }

    Scene visit(Consumer<Visit.Builder> change) {
        change.accept(order.getVisitsBuilder(0));
        return this;
    }

    Scene order(Consumer<Order.Builder> change) {
        change.accept(order);
        return this;
    }

    Scene resident(Consumer<ResidentFile.Builder> change) {
        ResidentFile.Builder file = ResidentFile.newBuilder();
        change.accept(file);
        resident = file.build();
        return this;
    }

    Scene standing(ReasonCode code, long ahead) {
        standing = new Standing(code, ahead);
        return this;
    }

    /** Settles, lets insertion plan the visit where it can, and asks why. */
    VisitExplanation explain() {
        put(
                EntityKey.profile("r-1"),
                Entity.newBuilder().setProfile(Profile.newBuilder().setId("r-1").setResident(resident)));
        put(EntityKey.order(ORDER), Entity.newBuilder().setOrder(order));
        book.settle(START);
        BookVisit visit = book.open().find(ORDER + ".1");
        if (visit != null && visit.isOpen() && standing.code() == null) {
            plan(visit);
        }
        return Explainer.explain(order.build(), snapshot()).getVisits(0);
    }

    private void plan(BookVisit visit) {
        Optional<Proposal> best = new Inserter(book, START).best(visit, visit.fact(), Set.of(), any -> true);
        best.ifPresent(proposal -> new Plans(book)
                .plan(
                        visit,
                        proposal.bound(),
                        proposal.placement(Placement.INSERT),
                        proposal.insertion().position()));
    }

    Snapshot snapshot() {
        return new Snapshot(
                book.rules(), START, book.roster().snapshot(), book.open().ofOrder(ORDER), resident, standing);
    }

    /** Minutes from the start. */
    static long in(long minutes) {
        return START + minutes * MINUTE;
    }
}
