package org.linli.matcher.registry.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Offer;
import org.linli.proto.Order;
import org.linli.proto.OrderRequest;
import org.linli.proto.OrderState;
import org.linli.proto.TeamOffer;
import org.linli.proto.Visit;

/**
 * An order while a command is decided. The one door for changes of state of the order, its visits and their offers:
 * each goes through a {@code move}, which asks {@link Transitions} and refuses what is not in its tables.
 */
final class OrderDraft {
    private final String key;
    private final long version;
    private final Order before;
    private final long nowMs;
    private final Order.Builder order;
    private @Nullable Order after;

    /** @param read the order as it stands in the state */
    OrderDraft(Registry.Versioned read, long nowMs) {
        this(read, read.entity().getOrder(), read.entity().getOrder().toBuilder(), nowMs);
    }

    private OrderDraft(Registry.Versioned read, Order before, Order.Builder order, long nowMs) {
        this.key = read.key();
        this.version = read.version();
        this.before = before;
        this.nowMs = nowMs;
        this.order = order;
    }

    /** An order that was not there before. */
    static OrderDraft create(Registry.Versioned absent, Order order, long nowMs) {
        return new OrderDraft(absent, Order.newBuilder().setId(order.getId()).build(), order.toBuilder(), nowMs);
    }

    String key() {
        return key;
    }

    /** The version that the order will have. */
    long versionAfter() {
        return version + (isChanged() ? 1 : 0);
    }

    String id() {
        return before.getId();
    }

    Order before() {
        return before;
    }

    /** What is asked for, as it is now. */
    OrderRequest request() {
        return order.getRequest();
    }

    /** What is not a state may be changed here directly. */
    Order.Builder fields() {
        if (after != null) {
            throw new IllegalStateException("order (" + id() + ") was already answered for, and changes again");
        }
        return order;
    }

    /** The visit by its number; refused where the order has none such. */
    Visit.Builder visit(int number) {
        if (number < 1 || number > order.getVisitsCount()) {
            throw Refusal.of("visit-not-found", id() + '.' + number);
        }
        return fields().getVisitsBuilder(number - 1);
    }

    void move(OrderEvent event) {
        OrderState from = order.getState();
        OrderState to = Transitions.next(from, event).orElseThrow(() -> illegal(id(), from, event));
        fields().setState(to);
        if (Transitions.isOver(to) && !Transitions.isOver(from)) {
            order.setClosedAtMs(nowMs);
        }
    }

    void move(Visit.Builder visit, VisitEvent event) {
        visit.setState(Transitions.next(visit.getState(), event)
                .orElseThrow(() -> illegal(Ids.visit(id(), visit.getNumber()), visit.getState(), event)));
    }

    /** Moves an offer and notes when and why. */
    void move(Visit.Builder visit, Offer.Builder offer, OfferEvent event, String code) {
        offer.setState(Transitions.next(offer.getState(), event)
                .orElseThrow(() -> illegal(offerId(visit, offer), offer.getState(), event)));
        if (event == OfferEvent.SEE) {
            offer.setSeenAtMs(nowMs);
        } else {
            offer.setClosedAtMs(nowMs).setCloseCode(code);
        }
    }

    /** Moves an offer to a team, by the same table, and notes when and why. */
    void move(TeamOffer.Builder offer, OfferEvent event, String code) {
        offer.setState(Transitions.next(offer.getState(), event)
                        .orElseThrow(() -> illegal(Ids.teamOffer(id(), offer.getNumber()), offer.getState(), event)))
                .setClosedAtMs(nowMs)
                .setCloseCode(code);
    }

    /** The offer to a team by its number; refused where the order has none such. */
    TeamOffer.Builder teamOffer(int number) {
        if (number < 1 || number > order.getTeamOffersCount()) {
            throw Refusal.of("offer-not-found", Ids.teamOffer(id(), number));
        }
        return fields().getTeamOffersBuilder(number - 1);
    }

    /** The offer to a team that waits for its leader's answer; while it does, nobody else is asked. */
    Optional<TeamOffer.Builder> findLiveTeamOffer() {
        for (int i = 0; i < order.getTeamOffersCount(); i++) {
            if (Transitions.isLive(order.getTeamOffers(i).getState())) {
                return Optional.of(order.getTeamOffersBuilder(i));
            }
        }
        return Optional.empty();
    }

    void refuseIfTeamAsked() {
        findLiveTeamOffer().ifPresent(offer -> {
            throw Refusal.of("team-asked", Ids.teamOffer(id(), offer.getNumber()), offer.getTeam());
        });
    }

    private String offerId(Visit.Builder visit, Offer.Builder offer) {
        return Ids.offer(Ids.visit(id(), visit.getNumber()), offer.getNumber());
    }

    boolean isChanged() {
        return !after().equals(before);
    }

    /**
     * The order as it is after the command, with the state that follows from its visits. Made once: who asks has decided,
     * and changes nothing more.
     */
    Order after() {
        if (after == null) {
            after = build();
        }
        return after;
    }

    private Order build() {
        if (order.getVisitsCount() > 0
                && Transitions.next(order.getState(), OrderEvent.FOLLOW).isPresent()) {
            OrderState follows = OrderStates.of(order.getVisitsList());
            if (Transitions.isOver(follows)) {
                order.setClosedAtMs(nowMs);
            }
            order.setState(follows);
        }
        return order.build();
    }

    private static Refusal illegal(String id, Enum<?> from, Enum<?> event) {
        return Refusal.of("illegal-transition", id, Words.of(from), event.name());
    }
}
