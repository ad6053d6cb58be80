package org.linli.matcher.registry.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Account;
import org.linli.proto.Activity;
import org.linli.proto.Actor;
import org.linli.proto.ApiKey;
import org.linli.proto.Calendar;
import org.linli.proto.Device;
import org.linli.proto.Emergency;
import org.linli.proto.Entity;
import org.linli.proto.Exports;
import org.linli.proto.LateDays;
import org.linli.proto.LateEntry;
import org.linli.proto.Order;
import org.linli.proto.OrderMessages;
import org.linli.proto.OrderSeries;
import org.linli.proto.Organisation;
import org.linli.proto.PersonAccess;
import org.linli.proto.Profile;
import org.linli.proto.Readings;
import org.linli.proto.Reply;
import org.linli.proto.Team;
import org.linli.proto.Timer;
import org.linli.proto.WebhookCursor;

/**
 * A decision in the making: the state as read, with the changes made so far on top. Timers and index sets are not
 * written by the rules; they follow from each entity's change ({@link Effects}).
 */
final class Draft {
    private final State state;
    private final Actor actor;
    private final long nowMs;
    private final Map<String, OrderDraft> orders = new LinkedHashMap<>();
    private final Map<String, CalendarDraft> calendars = new LinkedHashMap<>();
    private final Map<String, Entity> others = new LinkedHashMap<>();
    private final Map<String, Long> counters = new TreeMap<>();
    private final List<Decision.PoolChange> pools = new ArrayList<>();
    private final Effects effects;

    Draft(State state, Actor actor, long nowMs) {
        this.state = state;
        this.actor = actor;
        this.nowMs = nowMs;
        this.effects = new Effects(state.policy());
    }

    Actor actor() {
        return actor;
    }

    long nowMs() {
        return nowMs;
    }

    RegionPolicy policy() {
        return state.policy();
    }

    long policyVersion() {
        return state.policyVersion();
    }

    Permissions permissions() {
        return new Permissions(this);
    }

    /** Asks for all of these keys at once, where one of them has not been read. */
    void need(Collection<String> keys) {
        for (String key : keys) {
            if (!state.has(key)) {
                throw new Missing(unread(keys));
            }
        }
    }

    private List<String> unread(Collection<String> keys) {
        return keys.stream().filter(key -> !state.has(key)).distinct().toList();
    }

    boolean exists(String key) {
        return others.containsKey(key) || versioned(key).present();
    }

    /** The version that was read; 0 where there is none. */
    long version(String key) {
        return versioned(key).version();
    }

    /** The version that the entity will have if this decision changes it, else the one it has. */
    long versionAfter(String key, boolean changed) {
        return versioned(key).version() + (changed ? 1 : 0);
    }

    /** The order of an order's, a visit's or an offer's id. */
    OrderDraft order(String id) {
        String orderId = Ids.orderOf(id);
        OrderDraft known = orders.get(orderId);
        if (known != null) {
            return known;
        }
        Registry.Versioned read = versioned(EntityKey.order(orderId));
        Refusal.unless(read.present(), "order-not-found", "", orderId);
        OrderDraft made = new OrderDraft(read, nowMs);
        orders.put(orderId, made);
        return made;
    }

    OrderDraft create(Order order) {
        OrderDraft created = OrderDraft.create(versioned(EntityKey.order(order.getId())), order, nowMs);
        orders.put(order.getId(), created);
        return created;
    }

    /** The volunteer's calendar; an empty one where there was none yet. */
    CalendarDraft calendar(String volunteerId) {
        CalendarDraft known = calendars.get(volunteerId);
        if (known != null) {
            return known;
        }
        Calendar read = versioned(EntityKey.calendar(volunteerId)).entity().getCalendar();
        CalendarDraft made = new CalendarDraft(
                read.getVolunteerId().equals(volunteerId)
                        ? read
                        : read.toBuilder().setVolunteerId(volunteerId).build());
        calendars.put(volunteerId, made);
        return made;
    }

    Optional<Profile> findProfile(String personId) {
        String key = EntityKey.profile(personId);
        return exists(key) ? Optional.of(entity(key).getProfile()) : Optional.empty();
    }

    /** The profile of somebody who must be enrolled as a volunteer. */
    Profile volunteer(String volunteerId) {
        return findProfile(volunteerId)
                .filter(Profile::hasVolunteer)
                .orElseThrow(() -> Refusal.of("person-not-found", volunteerId));
    }

    Optional<Activity> findActivity(String activityId) {
        String key = EntityKey.activity(activityId);
        return exists(key) ? Optional.of(entity(key).getActivity()) : Optional.empty();
    }

    Optional<OrderSeries> findSeries(String seriesId) {
        String key = EntityKey.series(seriesId);
        return exists(key) ? Optional.of(entity(key).getSeries()) : Optional.empty();
    }

    /** What stands under the key, or what is there before anything was put. */
    private <T> T kept(String key, Function<Entity, T> body, Supplier<T> none) {
        return exists(key) ? body.apply(entity(key)) : none.get();
    }

    /** The account; an empty one at the ladder's start where nothing was ever posted. */
    Account account(String accountId) {
        return kept(
                EntityKey.account(accountId),
                Entity::getAccount,
                () -> Account.newBuilder()
                        .setId(accountId)
                        .setTier(policy().startTier())
                        .build());
    }

    /** What is kept of the person's sign-ins; nothing yet where the person never signed in. */
    PersonAccess access(String subject) {
        return kept(
                EntityKey.access(subject),
                Entity::getAccess,
                () -> PersonAccess.newBuilder().setSubject(subject).build());
    }

    /** The region's emergency, the one that runs or the last; without an id where there was none yet. */
    Emergency emergency() {
        return kept(EntityKey.EMERGENCY, Entity::getEmergency, Emergency::getDefaultInstance);
    }

    Readings readings(String personId) {
        return kept(
                EntityKey.readings(personId),
                Entity::getReadings,
                () -> Readings.newBuilder().setPersonId(personId).build());
    }

    Exports exports(String personId) {
        return kept(
                EntityKey.exports(personId),
                Entity::getExports,
                () -> Exports.newBuilder().setPersonId(personId).build());
    }

    /** What was sent about the order; nothing yet where nothing was. */
    OrderMessages messages(String orderId) {
        return kept(
                EntityKey.messages(orderId),
                Entity::getMessages,
                () -> OrderMessages.newBuilder().setOrderId(orderId).build());
    }

    WebhookCursor webhook(String name) {
        return kept(
                EntityKey.webhook(name),
                Entity::getWebhook,
                () -> WebhookCursor.newBuilder().setName(name).build());
    }

    /** The help button or tag, which must be registered. */
    Device device(String deviceId) {
        String key = EntityKey.device(deviceId);
        Refusal.unless(exists(key), "device-not-found", "", deviceId);
        return entity(key).getDevice();
    }

    Optional<ApiKey> findApiKey(String id) {
        String key = EntityKey.apiKey(id);
        return exists(key) ? Optional.of(entity(key).getApiKey()) : Optional.empty();
    }

    /** The team, which must be there. */
    Team team(String teamId) {
        String key = EntityKey.team(teamId);
        Refusal.unless(exists(key), "team-not-found", "", teamId);
        return entity(key).getTeam();
    }

    Optional<Team> findTeam(String teamId) {
        String key = EntityKey.team(teamId);
        return exists(key) ? Optional.of(entity(key).getTeam()) : Optional.empty();
    }

    Optional<Organisation> findOrganisation(String organisationId) {
        String key = EntityKey.organisation(organisationId);
        return exists(key) ? Optional.of(entity(key).getOrganisation()) : Optional.empty();
    }

    Optional<LateEntry> findLate(String lateId) {
        String key = EntityKey.late(lateId);
        return exists(key) ? Optional.of(entity(key).getLate()) : Optional.empty();
    }

    LateDays lateDays(String personId) {
        return kept(
                EntityKey.lateDays(personId),
                Entity::getLateDays,
                () -> LateDays.newBuilder().setPersonId(personId).build());
    }

    void put(String key, Entity entity) {
        others.put(key, entity);
    }

    void pool(String accountId, long minutes, long pointsMilli) {
        pools.add(new Decision.PoolChange(accountId, minutes, pointsMilli));
    }

    void count(String name) {
        counters.merge(name, 1L, Long::sum);
    }

    /** A timer that fired too early or for nothing is put right although no entity changes. */
    void rearm(Timer.Kind kind, String subject, Optional<Long> dueMs) {
        effects.timer(kind, subject, dueMs);
    }

    /** Everything that this decision changed, with what follows from it. */
    Decision.Accepted accepted(Reply reply) {
        List<Decision.Change> changes = new ArrayList<>();
        orders.values().forEach(draft -> order(draft, changes));
        calendars.forEach((id, draft) -> calendar(id, draft, changes));
        others.forEach((key, entity) -> other(key, entity, changes));
        List<Decision.Counter> counted = new ArrayList<>(counters.size());
        counters.forEach((name, amount) -> counted.add(new Decision.Counter(name, amount)));
        return new Decision.Accepted(changes, effects.timers(), effects.indexes(), pools, counted, reply);
    }

    private void order(OrderDraft draft, List<Decision.Change> changes) {
        if (draft.isChanged()) {
            Order after = draft.after();
            changes.add(new Decision.Change(
                    draft.key(), Entity.newBuilder().setOrder(after).build()));
            effects.order(draft.before(), after);
        }
    }

    private void calendar(String id, CalendarDraft draft, List<Decision.Change> changes) {
        Calendar after = draft.build();
        if (!after.equals(draft.before())) {
            changes.add(new Decision.Change(
                    EntityKey.calendar(id),
                    Entity.newBuilder().setCalendar(after).build()));
            effects.calendar(draft.before(), after);
        }
    }

    private void other(String key, Entity entity, List<Decision.Change> changes) {
        Entity before = state.has(key) ? state.get(key).entity() : Entity.getDefaultInstance();
        if (!entity.equals(before)) {
            changes.add(new Decision.Change(key, entity));
            effects.other(before, entity);
        }
    }

    private Entity entity(String key) {
        Entity changed = others.get(key);
        return changed == null ? versioned(key).entity() : changed;
    }

    private Registry.Versioned versioned(String key) {
        if (!state.has(key)) {
            throw new Missing(List.of(key));
        }
        return state.get(key);
    }
}
