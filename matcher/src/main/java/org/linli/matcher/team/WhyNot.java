package org.linli.matcher.team;

import java.util.List;
import java.util.Optional;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.registry.core.Qualification;
import org.linli.matcher.registry.core.Windows;
import org.linli.proto.Calendar;
import org.linli.proto.Hold;
import org.linli.proto.Order;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;
import org.linli.proto.Window;

/**
 * Why a leader may not name a member for an order: the first of the registry's rules that would refuse it, told from
 * what a reader of the log knows, such as the door and the dispatcher. The registry decides anew when people are named. Immutable.
 *
 * @param problem   the registry's word for it
 * @param arguments what its text names
 */
public record WhyNot(String problem, List<String> arguments) {
    /** The leader's skills are asked of the order's first visit only. */
    private static final int ANY_BUT_THE_FIRST = 2;

    public WhyNot {
        arguments = List.copyOf(arguments);
    }

    /**
     * Empty where nothing speaks against it.
     *
     * @param person the member; {@code file}, {@code calendar} and {@code tier} are this person's, empty where not known
     */
    public static Optional<WhyNot> of(
            RegionPolicy policy,
            Order order,
            Window window,
            String person,
            VolunteerFile file,
            Calendar calendar,
            String tier) {
        if (file.getState() != VolunteerState.VOLUNTEER_STATE_APPROVED) {
            return Optional.of(new WhyNot("volunteer-not-approved", List.of(person)));
        }
        Optional<Hold> held = calendar.getHoldsList().stream()
                .filter(hold -> Windows.overlap(hold.getWindow(), window))
                .findFirst();
        if (held.isPresent()) {
            return Optional.of(
                    new WhyNot("calendar-overlap", List.of(person, held.get().getRef())));
        }
        return lack(policy, order, window, person, file, calendar, tier)
                .map(lack -> new WhyNot("not-qualified", List.of(person, lack.what(), lack.wanted())));
    }

    private static Optional<Qualification.Lack> lack(
            RegionPolicy policy,
            Order order,
            Window window,
            String person,
            VolunteerFile file,
            Calendar calendar,
            String tier) {
        if (calendar.getBlockedByResidentsList().contains(order.getResidentId())) {
            return Optional.of(new Qualification.Lack("blocked", order.getResidentId()));
        }
        if (person.equals(order.getResidentId())) {
            return Optional.of(new Qualification.Lack("own-order", order.getId()));
        }
        return new Qualification(policy).lack(order, ANY_BUT_THE_FIRST, window, file, tier, true);
    }
}
