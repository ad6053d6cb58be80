package org.linli.load.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Activity;
import org.linli.proto.Command;
import org.linli.proto.Entry;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.Visit;

/** What the log says: each entry's place, the state in the end, and who ever had to do with an order. */
final class LogFacts {
    private static final Set<String> NOBODY = Set.of();

    final Map<String, Versioned> state = new LinkedHashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Map<Long, Entry> entries = new HashMap<>();
    private final Map<String, Set<String>> people = new HashMap<>();
    private final Map<String, Set<String>> assigned = new HashMap<>();
    private final Map<String, String> offered = new HashMap<>();

    Versioned get(String key) {
        Versioned entity = state.get(key);
        return entity == null ? absent(key) : entity;
    }

    private static Versioned absent(String key) {
        return Versioned.absent(key);
    }

    /** As the store has it: nothing of what a trim took. */
    Versioned inStore(String key) {
        return gone.contains(key) ? absent(key) : get(key);
    }

    void leftTheStore(String key) {
        gone.add(key);
    }

    boolean hasLeftTheStore(String key) {
        return gone.contains(key);
    }

    void entry(Entry entry) {
        entries.put(entry.getSequence(), entry);
    }

    boolean hasEntry(long generation, long sequence) {
        Entry entry = entries.get(sequence);
        return entry != null && entry.getGeneration() == generation;
    }

    /** Whether a state as of this sequence could be of this generation: the first entry of its own may still come. */
    boolean reaches(long generation, long sequence) {
        Entry entry = entries.get(sequence);
        return entry != null && entry.getGeneration() <= generation;
    }

    /** When the entry was committed; the beginning of time where there is none. */
    long atMs(long sequence) {
        Entry entry = entries.get(sequence);
        return entry == null ? 0 : entry.getAtMs();
    }

    boolean isOf(long generation, long sequence, Command.BodyCase kind) {
        Entry entry = entries.get(sequence);
        return entry != null
                && entry.getGeneration() == generation
                && entry.getCause().getBodyCase() == kind;
    }

    boolean changes(long sequence, String key) {
        Entry entry = entries.get(sequence);
        return entry != null
                && entry.getChangesList().stream()
                        .anyMatch(change -> change.getKey().equals(key));
    }

    void order(Order order) {
        Set<String> those = people.computeIfAbsent(order.getId(), fresh -> new HashSet<>());
        those.add(order.getResidentId());
        for (Visit visit : order.getVisitsList()) {
            String visitId = Ids.visit(order.getId(), visit.getNumber());
            those.addAll(visit.getInvitedVolunteersList());
            if (!visit.getVolunteerId().isEmpty()) {
                those.add(visit.getVolunteerId());
                assigned.computeIfAbsent(visitId, fresh -> new HashSet<>()).add(visit.getVolunteerId());
            }
            for (Offer offer : visit.getOffersList()) {
                those.add(offer.getVolunteerId());
                offered.put(Ids.offer(visitId, offer.getNumber()), offer.getVolunteerId());
            }
        }
    }

    /** Whether the final log knows the order at all. */
    boolean knows(String orderId) {
        return people.containsKey(orderId);
    }

    boolean concerns(String orderId, String person) {
        return people.getOrDefault(orderId, NOBODY).contains(person);
    }

    boolean wasAssigned(String visitId, String person) {
        return assigned.getOrDefault(visitId, NOBODY).contains(person);
    }

    /** To whom an offer was made; empty where the log does not know the offer. */
    String offeredTo(String offerId) {
        return offered.getOrDefault(offerId, "");
    }

    Activity activity(String activityId) {
        return get(EntityKey.activity(activityId)).entity().getActivity();
    }

    Order order(String orderId) {
        return get(EntityKey.order(orderId)).entity().getOrder();
    }
}
