package org.linli.matcher.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.linli.proto.Place;

/**
 * The volunteers of the book, each in a slot for ever, and those who may be planned in the index. Used on one loop;
 * {@link #snapshot} is for any thread.
 */
final class Roster implements Volunteers {
    private final Map<String, Integer> slots = new HashMap<>();
    private final List<BookVolunteer> volunteers = new ArrayList<>();
    private Grid grid;
    private Rules rules;

    Roster(Rules rules) {
        this.rules = rules;
        grid = new Grid(rules.policy().area());
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

    void put(BookVolunteer volunteer) {
        if (volunteer.slot() == volunteers.size()) {
            volunteers.add(volunteer);
        } else {
            volunteers.set(volunteer.slot(), volunteer);
        }
        index(volunteer);
    }

    /** Changes a volunteer without a change of place or availability. */
    void change(int slot, UnaryOperator<BookVolunteer> change) {
        volunteers.set(slot, change.apply(volunteers.get(slot)));
    }

    private void index(BookVolunteer volunteer) {
        Place at = volunteer.known().at();
        if (volunteer.isAvailable() && at != null) {
            grid.put(
                    volunteer.slot(),
                    at,
                    rules.pace().of(volunteer.calendar().getDuty().getTravelMode()));
        } else {
            grid.remove(volunteer.slot());
        }
    }

    @Override
    public int[] nearest(Place place, int count, double maxSeconds, IntPredicate passes) {
        return grid.nearest(place, count, maxSeconds, passes);
    }

    /** New rules: another rectangle and other paces. Everybody is to be put in anew. */
    void rules(Rules other) {
        rules = other;
        grid = new Grid(other.policy().area());
    }

    void clear() {
        slots.clear();
        volunteers.clear();
        grid = new Grid(rules.policy().area());
    }

    Still snapshot() {
        return new Still(List.copyOf(volunteers), grid.copy());
    }

    /** The roster as it was at one moment. */
    record Still(List<BookVolunteer> volunteers, Grid grid) implements Volunteers {
        @Override
        public BookVolunteer get(int slot) {
            return volunteers.get(slot);
        }

        @Override
        public int[] nearest(Place place, int count, double maxSeconds, IntPredicate passes) {
            return grid.nearest(place, count, maxSeconds, passes);
        }
    }
}
