package org.linli.gateway.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.view.RegionView.Seen;
import org.linli.proto.Activity;
import org.linli.proto.ActivityState;
import org.linli.proto.Participant;
import org.linli.proto.ParticipantState;

/**
 * The activities that the door knows, by id and by person. One thread writes, any thread reads. Kept up to {@value
 * #MOST}, 10 kB each where they are large; beyond that those that were published first and are over are dropped.
 */
public final class Activities {
    static final int MOST = 20_000;

    private final NavigableMap<String, Seen<Activity>> byId = new ConcurrentSkipListMap<>();
    private final Map<String, Set<String>> byPerson = new ConcurrentHashMap<>();

    /** An activity before an entry and after it; null where it was not. */
    public record Change(String id, @Nullable Activity before, Activity after) {}

    public Optional<Seen<Activity>> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Collection<Seen<Activity>> all() {
        return byId.values();
    }

    /** Those that a person leads or ever signed up for; unordered. */
    public List<Activity> with(String personId) {
        List<Activity> found = new ArrayList<>();
        byPerson.getOrDefault(personId, Set.of()).forEach(id -> find(id).ifPresent(seen -> found.add(seen.value())));
        return found;
    }

    public static boolean isOver(Activity activity) {
        return activity.getState() == ActivityState.ACTIVITY_STATE_CLOSED
                || activity.getState() == ActivityState.ACTIVITY_STATE_CANCELLED;
    }

    public static Optional<Participant> find(Activity activity, String personId) {
        return activity.getParticipantsList().stream()
                .filter(participant -> participant.getPersonId().equals(personId))
                .findFirst();
    }

    /** How many have a place, or had one until it was over. */
    public static int count(Activity activity, boolean guests, ParticipantState... states) {
        Set<ParticipantState> wanted = Set.of(states);
        return (int) activity.getParticipantsList().stream()
                .filter(participant -> participant.getGuest() == guests && wanted.contains(participant.getState()))
                .count();
    }

    /** The place on the waiting list, from 1; 0: not on it. */
    public static int waitingNumber(Activity activity, Participant person) {
        if (person.getState() != ParticipantState.PARTICIPANT_STATE_WAITING) {
            return 0;
        }
        return 1
                + (int) activity.getParticipantsList().stream()
                        .filter(other -> other.getState() == ParticipantState.PARTICIPANT_STATE_WAITING
                                && other.getGuest() == person.getGuest()
                                && isBefore(other, person))
                        .count();
    }

    private static boolean isBefore(Participant one, Participant other) {
        return one.getAskedAtMs() < other.getAskedAtMs()
                || (one.getAskedAtMs() == other.getAskedAtMs() && one.getNumber() < other.getNumber());
    }

    void take(String id, long version, Activity activity) {
        Seen<Activity> before = byId.get(id);
        if (before == null || before.version() < version) {
            byId.put(id, new Seen<>(activity, version));
            link(activity.getLeaderId(), id);
            activity.getParticipantsList().forEach(participant -> link(participant.getPersonId(), id));
            dropOldest();
        }
    }

    void clear() {
        byId.clear();
        byPerson.clear();
    }

    private void link(String personId, String id) {
        byPerson.computeIfAbsent(personId, unknown -> ConcurrentHashMap.newKeySet(2))
                .add(id);
    }

    private void dropOldest() {
        if (byId.size() <= MOST) {
            return;
        }
        byId.entrySet().stream()
                .filter(entry -> isOver(entry.getValue().value()))
                .findFirst()
                .map(Map.Entry::getKey)
                .ifPresent(this::drop);
    }

    private void drop(String id) {
        Seen<Activity> gone = byId.remove(id);
        if (gone != null) {
            unlink(gone.value().getLeaderId(), id);
            gone.value().getParticipantsList().forEach(participant -> unlink(participant.getPersonId(), id));
        }
    }

    private void unlink(String personId, String id) {
        byPerson.computeIfPresent(personId, (person, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
        });
    }
}
