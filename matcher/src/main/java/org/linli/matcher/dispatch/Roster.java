package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The volunteers of the book, each in a slot for ever, and those who may be planned in the index. Used on one loop;
 * {@link #snapshot} is for any thread.
 */
final class Roster implements Volunteers {
    /** Read by stills on other threads, and only added to. */
    private Map<String, Integer> slots = new ConcurrentHashMap<>();

    private final List<BookVolunteer> volunteers = new ArrayList<>();
    private Whereabouts whereabouts;
    private Rules rules;
    private IntConsumer watcher = slot -> {};

    Roster(Rules rules) {
        this.rules = rules;
        whereabouts = new Whereabouts(rules.policy().area());
    }

    /** The slot of a volunteer, a new one where the volunteer is new. */
    int slotOf(String id) {
        return slots.computeIfAbsent(id, unknown -> slots.size());
    }

    @Nullable
    BookVolunteer find(String id) {
        Integer slot = slots.get(id);
        return slot == null || slot >= volunteers.size() ? null : volunteers.get(slot);
    }

    @Override
    public BookVolunteer get(int slot) {
        return volunteers.get(slot);
    }

    /** Everybody, to be gone through on the loop. */
    Iterable<BookVolunteer> all() {
        return volunteers;
    }

    void put(BookVolunteer volunteer) {
        if (volunteer.slot() == volunteers.size()) {
            volunteers.add(volunteer);
        } else {
            volunteers.set(volunteer.slot(), volunteer);
        }
        whereabouts.put(volunteer, rules.pace());
        watcher.accept(volunteer.slot());
    }

    /** Told of the slot of everybody who changes in more than place. */
    void watchedBy(IntConsumer other) {
        watcher = other;
    }

    /** The same volunteer at another place. */
    void move(BookVolunteer moved) {
        volunteers.set(moved.slot(), moved);
        whereabouts.move(moved, rules.pace());
    }

    /** Changes what is planned or on its way for a volunteer, and neither place nor availability. */
    void change(int slot, UnaryOperator<BookVolunteer> change) {
        BookVolunteer before = volunteers.get(slot);
        BookVolunteer after = change.apply(before);
        if (after != before) {
            volunteers.set(slot, after);
            whereabouts.reroute(after, rules.pace());
            watcher.accept(slot);
        }
    }

    @Override
    public Whereabouts whereabouts() {
        return whereabouts;
    }

    /** New rules: another rectangle and other paces. Everybody is to be put in anew. */
    void rules(Rules other) {
        rules = other;
        whereabouts = new Whereabouts(other.policy().area());
    }

    void clear() {
        slots = new ConcurrentHashMap<>();
        volunteers.clear();
        whereabouts = new Whereabouts(rules.policy().area());
    }

    Still snapshot() {
        return new Still(List.copyOf(volunteers), whereabouts.copy(), slots);
    }

    /** The roster as it was at one moment. */
    record Still(List<BookVolunteer> volunteers, Whereabouts whereabouts, Map<String, Integer> slots)
            implements Volunteers {
        @Override
        public BookVolunteer get(int slot) {
            return volunteers.get(slot);
        }

        /** Null for one who was not in the book yet. */
        @Nullable
        BookVolunteer find(String id) {
            Integer slot = slots.get(id);
            return slot == null || slot >= volunteers.size() ? null : volunteers.get(slot);
        }
    }
}
