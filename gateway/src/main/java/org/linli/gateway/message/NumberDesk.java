package org.linli.gateway.message;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.gateway.frame.Secrets;
import org.linli.matcher.StageFailure;
import org.linli.matcher.registry.Registry;
import org.linli.proto.BindNumber;
import org.linli.proto.Command;
import org.linli.proto.NumberBinding;
import org.linli.proto.Order;
import org.linli.proto.ReleaseNumber;
import org.linli.proto.Visit;
import org.linli.proto.VisitState;

/**
 * Gives each assignment a number by which volunteer and resident reach each other, and takes it back at check-out or where
 * the volunteer changes. As with messages, what is to be done follows from the order and from what is bound. On the loop.
 */
final class NumberDesk {
    static final long RETRY_MS = 10_000;
    /** Somebody without a telephone has one by then, or never. */
    private static final long NO_PHONE_MS = 3_600_000;
    /** Where nobody released it: a visit that is never reported ends some hours after its time. */
    private static final long GRACE_MS = 12 * 3_600_000L;

    private final Ladder.Parts parts;
    private final Numbers numbers;
    private final Registry registry;
    private final Sending sending;
    private final Set<String> busy = new HashSet<>();

    NumberDesk(Ladder.Parts parts, Numbers numbers, Registry registry, Sending sending) {
        this.parts = parts;
        this.numbers = numbers;
        this.registry = registry;
        this.sending = sending;
    }

    /**
     * Begins what is due.
     *
     * @param again called on the loop when something has ended
     * @return when to look again, in Unix milliseconds
     */
    long look(Told told, Order order, Consumer<Told> again) {
        long nextMs = Long.MAX_VALUE;
        Set<String> wanted = new HashSet<>();
        for (Visit visit : order.getVisitsList()) {
            if (isOnTheWay(visit)) {
                String offerId = Ids.offer(Ids.visit(order.getId(), visit.getNumber()), visit.getAcceptedOffer());
                wanted.add(offerId);
                if (find(told, offerId).isEmpty()) {
                    nextMs = Math.min(nextMs, step(told, offerId, () -> bind(order, visit, offerId), again));
                }
            }
        }
        for (NumberBinding binding : told.messages.getBindingsList()) {
            if (binding.getReleasedAtMs() == 0 && !wanted.contains(binding.getOfferId())) {
                nextMs =
                        Math.min(nextMs, step(told, binding.getOfferId(), () -> release(told.orderId, binding), again));
            }
        }
        return nextMs;
    }

    private static boolean isOnTheWay(Visit visit) {
        return visit.getAcceptedOffer() > 0
                && (visit.getState() == VisitState.VISIT_STATE_ASSIGNED
                        || visit.getState() == VisitState.VISIT_STATE_EN_ROUTE
                        || visit.getState() == VisitState.VISIT_STATE_ON_SITE);
    }

    private static List<NumberBinding> find(Told told, String offerId) {
        return told.messages.getBindingsList().stream()
                .filter(binding -> binding.getOfferId().equals(offerId))
                .toList();
    }

    /** Something that takes its time: gives how long to leave it alone afterwards. */
    private interface Work {
        CompletionStage<Long> begin();
    }

    private long step(Told told, String offerId, Work work, Consumer<Told> again) {
        String key = "number~" + offerId;
        long nowMs = parts.nowMs().getAsLong();
        long restMs = told.rests.getOrDefault(key, 0L);
        if (busy.contains(key) || busy.size() >= Ladder.MOST_UNDER_WAY) {
            return busy.contains(key) ? Long.MAX_VALUE : nowMs + RETRY_MS;
        }
        if (restMs > nowMs) {
            return restMs;
        }
        busy.add(key);
        work.begin()
                .whenComplete((pauseMs, error) -> parts.loop().here(() -> {
                    busy.remove(key);
                    told.rests.put(key, parts.nowMs().getAsLong() + (error == null ? pauseMs : RETRY_MS));
                    again.accept(told);
                }));
        return Long.MAX_VALUE;
    }

    private CompletionStage<Long> bind(Order order, Visit visit, String offerId) {
        return parts.unsealing()
                .secrets(order, true, List.of(order.getResidentId(), visit.getVolunteerId()))
                .thenCompose(secrets -> bind(order, visit, offerId, secrets));
    }

    private CompletionStage<Long> bind(Order order, Visit visit, String offerId, Secrets secrets) {
        String resident = secrets.order().getPhone().isEmpty()
                ? secrets.person(order.getResidentId()).getPhone()
                : secrets.order().getPhone();
        String volunteer = secrets.person(visit.getVolunteerId()).getPhone();
        if (resident.isEmpty() || volunteer.isEmpty()) {
            return CompletableFuture.completedFuture(NO_PHONE_MS);
        }
        long untilMs = visit.getWindow().getEndMs() + GRACE_MS;
        return numbers.bind("number~" + offerId, volunteer, resident, untilMs)
                .thenCompose(bound -> written(order.getId(), offerId, bound))
                .thenApply(done -> RETRY_MS);
    }

    /** Another node may have bound one meanwhile, and under the same key even the same one. */
    private CompletionStage<Void> written(String orderId, String offerId, Numbers.Bound bound) {
        NumberBinding binding = NumberBinding.newBuilder()
                .setOfferId(offerId)
                .setNumber(bound.number())
                .setCarrier(numbers.name())
                .setCarrierRef(bound.ref())
                .build();
        return sending.submit(Command.newBuilder()
                        .setBindNumber(
                                BindNumber.newBuilder().setOrderId(orderId).setBinding(binding)))
                .thenCompose(reply -> reply.getProblem().isEmpty()
                        ? CompletableFuture.completedFuture(null)
                        : registry.read(List.of(EntityKey.messages(orderId))).thenCompose(reading -> {
                            boolean known = reading.entities().get(0).entity().getMessages().getBindingsList().stream()
                                    .anyMatch(other -> other.getCarrierRef().equals(bound.ref()));
                            return known ? CompletableFuture.completedFuture(null) : numbers.release(bound.ref());
                        }));
    }

    /** What the carrier no longer knows is released. */
    private CompletionStage<Long> release(String orderId, NumberBinding binding) {
        return numbers.release(binding.getCarrierRef())
                .exceptionally(error -> {
                    Throwable cause = StageFailure.behind(error);
                    if (cause instanceof Undelivered why && why.isForGood()) {
                        return null;
                    }
                    throw new CompletionException(cause);
                })
                .thenCompose(released -> sending.submit(Command.newBuilder()
                        .setReleaseNumber(
                                ReleaseNumber.newBuilder().setOrderId(orderId).setOfferId(binding.getOfferId()))))
                .thenApply(reply -> RETRY_MS);
    }
}
