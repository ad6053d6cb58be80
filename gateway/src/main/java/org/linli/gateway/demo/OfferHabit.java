package org.linli.gateway.demo;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.linli.proto.OfferFrame;

/** What a volunteer does with offers: sees them, thinks, then accepts, declines with a reason, or lets them lapse. */
final class OfferHabit {
    private static final List<String> REASONS = List.of("TOO_FAR", "NOT_NOW", "NOT_NOW", "NOT_THIS_KIND", "OTHER");

    private final Schedule schedule;
    private final VolunteerDoor door;
    private final Habits habits;
    private final RandomGenerator chance;
    private final Set<String> waiting = new HashSet<>();

    OfferHabit(Schedule schedule, VolunteerDoor door, Habits habits, RandomGenerator chance) {
        this.schedule = schedule;
        this.door = door;
        this.habits = habits;
        this.chance = chance;
    }

    boolean idle() {
        return waiting.isEmpty();
    }

    void offered(OfferFrame offer, boolean tired) {
        boolean live = offer.getState().isEmpty()
                || offer.getState().equals("SENT")
                || offer.getState().equals("SEEN");
        if (!live || !waiting.add(offer.getOfferId())) {
            return;
        }
        long expiresMs =
                Instant.ofEpochSecond(offer.getExpiresAt().getSeconds()).toEpochMilli();
        schedule.after(habits.see().draw(chance), () -> see(offer, tired));
        schedule.after(Math.max(1_000, expiresMs - schedule.nowMs()), () -> waiting.remove(offer.getOfferId()));
    }

    void closed(String offerId) {
        waiting.remove(offerId);
    }

    private void see(OfferFrame offer, boolean tired) {
        if (!waiting.contains(offer.getOfferId())) {
            return;
        }
        door.seen(offer.getOfferId());
        if (chance.nextDouble() < habits.extend()) {
            door.extend(offer.getOfferId());
        }
        schedule.after(habits.think().draw(chance), () -> answer(offer, tired));
    }

    private void answer(OfferFrame offer, boolean tired) {
        if (!waiting.contains(offer.getOfferId())) {
            return;
        }
        double mood = chance.nextDouble();
        if (tired) {
            decline(offer, "NOT_NOW");
        } else if (mood < habits.accept()) {
            accept(offer);
        } else if (mood >= habits.accept() + habits.lapse()) {
            decline(offer, REASONS.get(chance.nextInt(REASONS.size())));
        }
    }

    private void accept(OfferFrame offer) {
        waiting.remove(offer.getOfferId());
        door.accept(offer.getOfferId()).onSuccess(accepted -> {
            if (chance.nextDouble() < habits.handBack()) {
                schedule.after(habits.see().draw(chance), () -> handBack(offer));
            }
        });
    }

    private void decline(OfferFrame offer, String reason) {
        waiting.remove(offer.getOfferId());
        door.decline(offer.getOfferId(), reason);
    }

    private void handBack(OfferFrame offer) {
        door.handBack(offer.getOfferId(), chance.nextInt(4) == 0 ? "UNWELL" : "OTHER");
    }
}
