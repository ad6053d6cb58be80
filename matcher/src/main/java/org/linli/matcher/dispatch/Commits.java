package org.linli.matcher.dispatch;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.matcher.Loop;
import org.linli.matcher.StageFailure;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Actor;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.Dispatch;
import org.linli.proto.Reply;
import org.linli.proto.Role;

/**
 * What is on its way to the store. Each commit is resolved by its reply, or, where nobody can say whether it took effect,
 * by reading again what it touched. Used on one loop.
 */
final class Commits {
    private static final Actor ENGINE = Actor.newBuilder()
            .setSubject("dispatcher")
            .setRole(Role.ROLE_SYSTEM)
            .setChannel(Channel.CHANNEL_ENGINE)
            .build();

    private final Registry registry;
    private final Loop loop;
    private final Outcome outcome;
    private int inFlight;
    private int book;

    /** One visit's part in a commit; the volunteer's slot is negative for an invitation. */
    record Part(String visitId, int volunteer, String volunteerId) {}

    /** Called on the loop, once for each commit. */
    interface Outcome {
        /** The entry is durable; the log will bring it. */
        void accepted(List<Part> parts);

        /** Nothing changed, by a rule; {@code at} is the part at fault, null where it cannot be told. */
        void refused(List<Part> parts, @Nullable Part at, String problem);

        /** Nothing changed; the store cannot be reached. */
        void unavailable(List<Part> parts);

        /** What is now known of everything that the commit touched, however it ended. */
        void read(List<Part> parts, Registry.Reading reading);
    }

    Commits(Registry registry, Loop loop, Outcome outcome) {
        this.registry = registry;
        this.loop = loop;
        this.outcome = outcome;
    }

    int inFlight() {
        return inFlight;
    }

    /** The book starts anew: what is on its way concerns volunteers of the old one, and nobody is told how it ends. */
    void forget() {
        book++;
        inFlight = 0;
    }

    void submit(Dispatch dispatch, List<Part> parts, long epoch) {
        inFlight++;
        int of = book;
        Command command =
                Command.newBuilder().setActor(ENGINE).setDispatch(dispatch).build();
        registry.submit("", ByteString.EMPTY, epoch, command)
                .whenComplete((reply, failure) -> loop.here(() -> {
                    if (of == book) {
                        resolve(dispatch, parts, reply, failure);
                    }
                }));
    }

    private void resolve(Dispatch dispatch, List<Part> parts, @Nullable Reply reply, @Nullable Throwable failure) {
        if (failure != null && StageFailure.behind(failure) instanceof Registry.OutcomeUnknown) {
            readAgain(parts);
            return;
        }
        inFlight--;
        if (failure != null || reply == null) {
            outcome.unavailable(parts);
        } else if (reply.getProblem().isEmpty()) {
            outcome.accepted(parts);
        } else {
            outcome.refused(parts, partAt(dispatch, parts, reply.getPointer()), reply.getProblem());
        }
    }

    /** A reading that fails is repeated, because until then nobody knows who holds what. */
    private void readAgain(List<Part> parts) {
        int of = book;
        registry.read(keys(parts))
                .whenComplete((reading, failure) -> loop.here(() -> {
                    if (of != book) {
                        return;
                    }
                    if (reading == null) {
                        loop.schedule(500, () -> readUnlessForgotten(of, parts));
                    } else {
                        inFlight--;
                        outcome.read(parts, reading);
                    }
                }));
    }

    private void readUnlessForgotten(int of, List<Part> parts) {
        if (of == book) {
            readAgain(parts);
        }
    }

    private static List<String> keys(List<Part> parts) {
        Set<String> keys = new LinkedHashSet<>();
        for (Part part : parts) {
            keys.add(EntityKey.order(Ids.orderOf(part.visitId())));
            if (part.volunteer() >= 0) {
                keys.add(EntityKey.calendar(part.volunteerId()));
            }
        }
        return new ArrayList<>(keys);
    }

    /** Offers and invitations stand in the order of their parts, behind the withdrawals. */
    private static @Nullable Part partAt(Dispatch dispatch, List<Part> parts, String pointer) {
        String[] steps = pointer.split("/", -1);
        if (steps.length < 3 || !steps[2].matches("[0-9]{1,3}")) {
            return parts.size() == 1 ? parts.get(0) : null;
        }
        int index = Integer.parseInt(steps[2]);
        int at = switch (steps[1]) {
            case "offers" -> index;
            case "invitations" -> dispatch.getOffersCount() + index;
            default -> -1;
        };
        return at >= 0 && at < parts.size() ? parts.get(at) : null;
    }
}
