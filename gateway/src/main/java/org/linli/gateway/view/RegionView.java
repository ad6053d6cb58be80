package org.linli.gateway.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Account;
import org.linli.proto.Calendar;
import org.linli.proto.Emergency;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Order;
import org.linli.proto.OrderMessages;
import org.linli.proto.PersonAccess;
import org.linli.proto.Profile;
import org.linli.proto.ResidentFile;

/**
 * What the door knows of the region, from the log alone: for lists and pushes, never for a decision. One thread writes
 * (the pusher's loop); any thread reads, and sees each entity whole, though not several at one moment.
 *
 * <p>Orders are kept up to {@value #MAX_ORDERS}, about 3 kB each; beyond that the oldest closed ones are dropped, or
 * where none is closed the oldest, and are found by their id in the registry only.
 */
public final class RegionView {
    static final int MAX_ORDERS = 200_000;

    private static final Seen<Emergency> NO_EMERGENCY = new Seen<>(Emergency.getDefaultInstance(), 0);

    private final KeptOrders orders = new KeptOrders(MAX_ORDERS);
    private final Map<String, Seen<Profile>> profiles = new ConcurrentHashMap<>();
    /** Those with a file, in the order in which lists page. */
    private final NavigableSet<String> people = new ConcurrentSkipListSet<>();

    private final Map<String, Seen<Calendar>> calendars = new ConcurrentHashMap<>();
    private final Map<String, Seen<Account>> accounts = new ConcurrentHashMap<>();
    private final Activities activities = new Activities();
    private final Teams teams = new Teams();
    private final Devices devices = new Devices();
    private final Repeats repeats = new Repeats();
    private final ApiKeys apiKeys = new ApiKeys();
    private final ContactNumbers numbers = new ContactNumbers();
    private final Families families = new Families();
    private final Map<String, Seen<PersonAccess>> accesses = new ConcurrentHashMap<>();

    private volatile Rules rules = Rules.NONE;
    private volatile Seen<Emergency> emergency = NO_EMERGENCY;

    /** An entity with its version. */
    public record Seen<T>(T value, long version) {}

    /** The policy's text as it was published; version 0 before the first. */
    public record Rules(String yaml, long publishedAtMs, long version) {
        static final Rules NONE = new Rules("", 0, 0);
    }

    /**
     * What an order was before an entry and is after it; null where it was not, or is no more.
     *
     * @param renumbered whether only the numbers changed by which its people reach each other
     */
    public record OrderChange(
            String id, @Nullable Order before, @Nullable Order after, long version, boolean renumbered) {}

    /** A volunteer's calendar before and after. */
    public record CalendarChange(String id, @Nullable Calendar before, Calendar after) {}

    /** What was kept of a person's sign-ins before and after. */
    public record AccessChange(String id, Optional<PersonAccess> before, PersonAccess after) {
        /** Whether somebody who was signed in may no longer be; a session that began or was carried on ends nothing. */
        public boolean endsSomething() {
            PersonAccess then = before.orElse(PersonAccess.getDefaultInstance());
            return then.getSignedOutBeforeMs() != after.getSignedOutBeforeMs()
                    || !sessions(after).containsAll(sessions(then));
        }

        private static Set<String> sessions(PersonAccess access) {
            Set<String> ids = new HashSet<>();
            access.getSessionsList().forEach(session -> ids.add(session.getId()));
            return ids;
        }
    }

    /** What an entry changed, as far as pushes speak of it or must end. */
    public record Changes(
            List<OrderChange> orders,
            List<CalendarChange> calendars,
            List<Activities.Change> activities,
            List<AccessChange> accesses,
            boolean emergency,
            List<Teams.Change> teams) {}

    public Optional<Seen<Order>> findOrder(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    public Optional<Seen<Profile>> findProfile(String personId) {
        return Optional.ofNullable(profiles.get(personId));
    }

    /** Everybody with a file whose id comes after this one, by id. */
    public Stream<Profile> profilesAfter(String personId) {
        return people.tailSet(personId, false).stream()
                .map(profiles::get)
                .flatMap(Stream::ofNullable)
                .map(Seen::value);
    }

    public Optional<Calendar> findCalendar(String volunteerId) {
        return Optional.ofNullable(calendars.get(volunteerId)).map(Seen::value);
    }

    public Optional<Account> findAccount(String accountId) {
        return Optional.ofNullable(accounts.get(accountId)).map(Seen::value);
    }

    public Activities activities() {
        return activities;
    }

    public Teams teams() {
        return teams;
    }

    public Devices devices() {
        return devices;
    }

    public Repeats repeats() {
        return repeats;
    }

    public ApiKeys apiKeys() {
        return apiKeys;
    }

    public ContactNumbers numbers() {
        return numbers;
    }

    public Families families() {
        return families;
    }

    public Optional<PersonAccess> findAccess(String personId) {
        return Optional.ofNullable(accesses.get(personId)).map(Seen::value);
    }

    /** The region's emergency, the one that runs or the last; without an id where there was none. */
    public Emergency emergency() {
        return emergency.value();
    }

    public Rules rules() {
        return rules;
    }

    /** Newest first; those older than the order of this id, or all where it is empty. */
    public Collection<Seen<Order>> ordersBefore(String orderId) {
        return orders.before(orderId);
    }

    /** The orders that a resident placed or has had placed; unordered. */
    public List<Seen<Order>> ordersOf(String residentId) {
        return orders.ofResident(residentId);
    }

    /** The orders in which a volunteer holds an offer or has a visit, or once did; unordered. */
    public List<Seen<Order>> ordersWith(String volunteerId) {
        return orders.withVolunteer(volunteerId);
    }

    public Collection<Seen<Calendar>> calendars() {
        return calendars.values();
    }

    /** Takes in a page of the first load. */
    public void load(List<Versioned> page) {
        page.forEach(entity -> take(entity.key(), entity.version(), entity.entity()));
    }

    /** Takes in an entry, and says what it changed. */
    public Changes apply(Entry entry) {
        List<OrderChange> changedOrders = new ArrayList<>();
        List<CalendarChange> changedCalendars = new ArrayList<>();
        List<Activities.Change> changedActivities = new ArrayList<>();
        List<AccessChange> changedAccesses = new ArrayList<>();
        Emergency before = emergency();
        List<Teams.Change> changedTeams = new ArrayList<>();
        entry.getChangesList().forEach(change -> {
            String id = EntityKey.id(change.getKey());
            switch (EntityKey.kind(change.getKey())) {
                case "order" -> changedOrders.add(orderChange(id, change.getAfter(), change.getVersion()));
                case "messages" ->
                    renumbered(id, change.getAfter().getMessages()).ifPresent(changedOrders::add);
                case "calendar" -> changedCalendars.add(calendarChange(id, change.getAfter()));
                case "activity" -> changedActivities.add(activityChange(id, change.getAfter()));
                case "team" ->
                    changedTeams.add(new Teams.Change(
                            id,
                            teams.find(id).map(Seen::value).orElse(null),
                            change.getAfter().getTeam()));
                case "access" ->
                    changedAccesses.add(new AccessChange(
                            id, findAccess(id), change.getAfter().getAccess()));
                default -> {}
            }
            take(change.getKey(), change.getVersion(), change.getAfter());
        });
        return new Changes(
                changedOrders,
                changedCalendars,
                changedActivities,
                changedAccesses,
                !before.equals(emergency()),
                changedTeams);
    }

    public void clear() {
        List.of(profiles, calendars, accounts, accesses).forEach(Map::clear);
        orders.clear();
        activities.clear();
        teams.clear();
        devices.clear();
        repeats.clear();
        apiKeys.clear();
        numbers.clear();
        families.clear();
        people.clear();
        rules = Rules.NONE;
        emergency = NO_EMERGENCY;
    }

    private Optional<OrderChange> renumbered(String id, OrderMessages messages) {
        Seen<Order> order = orders.get(id);
        return order == null || !numbers.differs(messages)
                ? Optional.empty()
                : Optional.of(new OrderChange(id, order.value(), order.value(), order.version(), true));
    }

    private OrderChange orderChange(String id, Entity after, long version) {
        Seen<Order> before = orders.get(id);
        return new OrderChange(
                id, before == null ? null : before.value(), after.hasOrder() ? after.getOrder() : null, version, false);
    }

    private CalendarChange calendarChange(String id, Entity after) {
        Seen<Calendar> before = calendars.get(id);
        return new CalendarChange(id, before == null ? null : before.value(), after.getCalendar());
    }

    private Activities.Change activityChange(String id, Entity after) {
        return new Activities.Change(id, activities.find(id).map(Seen::value).orElse(null), after.getActivity());
    }

    private void take(String key, long version, Entity entity) {
        String id = EntityKey.id(key);
        switch (EntityKey.kind(key)) {
            case "order" -> orders.take(id, version, entity);
            case "profile" -> takeProfile(id, version, entity);
            case "calendar" ->
                put(calendars, id, entity.hasCalendar() ? new Seen<>(entity.getCalendar(), version) : null);
            case "account" -> put(accounts, id, entity.hasAccount() ? new Seen<>(entity.getAccount(), version) : null);
            case "activity" -> activities.take(id, version, entity.getActivity());
            case "team" -> teams.take(id, version, entity.getTeam());
            case "organisation" -> teams.take(id, version, entity.getOrganisation());
            case "series" -> repeats.take(id, version, entity.getSeries());
            case "access" -> put(accesses, id, entity.hasAccess() ? new Seen<>(entity.getAccess(), version) : null);
            case "device" -> devices.take(id, version, entity.getDevice());
            case "api-key" -> apiKeys.take(id, version, entity.getApiKey());
            case "messages" -> numbers.take(entity.getMessages());
            case "emergency" -> {
                if (version > emergency.version()) {
                    emergency = new Seen<>(entity.getEmergency(), version);
                }
            }
            case "policy" ->
                rules = new Rules(
                        entity.getPolicy().getYaml(), entity.getPolicy().getPublishedAtMs(), version);
            default -> {}
        }
    }

    private void takeProfile(String id, long version, Entity entity) {
        ResidentFile before =
                findProfile(id).map(seen -> seen.value().getResident()).orElse(ResidentFile.getDefaultInstance());
        put(profiles, id, entity.hasProfile() ? new Seen<>(entity.getProfile(), version) : null);
        families.take(
                id,
                before,
                findProfile(id).map(seen -> seen.value().getResident()).orElse(ResidentFile.getDefaultInstance()));
        if (entity.hasProfile()) {
            people.add(id);
        } else {
            people.remove(id);
        }
    }

    private static <T> void put(Map<String, Seen<T>> map, String id, @Nullable Seen<T> seen) {
        if (seen == null) {
            map.remove(id);
        } else {
            map.merge(id, seen, (old, fresh) -> fresh.version() > old.version() ? fresh : old);
        }
    }
}
