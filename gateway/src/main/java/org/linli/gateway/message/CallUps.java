package org.linli.gateway.message;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.gateway.frame.Secrets;
import org.linli.matcher.Loop;
import org.linli.matcher.emergency.Pauses;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.CallUp;
import org.linli.proto.Change;
import org.linli.proto.Emergency;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Message;
import org.linli.proto.MessageChannel;
import org.linli.proto.MessagePurpose;
import org.linli.proto.MessageWishes;
import org.linli.proto.Order;
import org.linli.proto.Profile;

/**
 * Tells reserves who are called up and have not answered on a page, channel by channel, as the ladder tells of offers. What
 * is due follows from the emergency, the call-up and what was sent; nothing else is remembered. All work is done on the
 * loop, and none of it blocks.
 */
final class CallUps implements LogFollower {
    /** Messages under way from this node at once; a call-up is for a hundred at most. */
    static final int MOST_UNDER_WAY = 32;
    /** Whoever has the page open answers there. */
    static final long DUE_MS = 20_000;
    /** Whoever does not read is called. */
    static final long NEXT_MS = 5 * 60_000;

    private static final long SOON_MS = 2_000;

    private final Ladder.Parts parts;
    private final Sending sending;
    private final Wording wording;
    private final Map<String, Versioned> known = new HashMap<>();
    private final Map<String, Loop.Cancellable> looks = new HashMap<>();
    private final Map<String, Long> rests = new HashMap<>();
    private final Set<String> busy = new HashSet<>();
    private boolean ready;
    private boolean drained;

    CallUps(Ladder.Parts parts, Sending sending) {
        this.parts = parts;
        this.sending = sending;
        this.wording = new Wording(parts.frames(), parts.teams());
    }

    /** What a call-up's message is about: the emergency and who is asked, in a record of its own for each. */
    static String subject(String emergencyId, String volunteerId) {
        return emergencyId + '-' + volunteerId;
    }

    /** The emergency of such a subject. */
    static String emergencyOf(MessageKey key) {
        return key.subject()
                .substring(
                        0, Math.max(0, key.subject().length() - key.recipient().length() - 1));
    }

    @Override
    public void load(List<Versioned> page) {
        parts.loop().execute(() -> page.forEach(this::take));
    }

    @Override
    public void ready(long generation, long sequence) {
        parts.loop().execute(() -> {
            ready = true;
            lookAtAll();
        });
    }

    @Override
    public void apply(Entry entry) {
        parts.loop().execute(() -> {
            for (Change change : entry.getChangesList()) {
                take(new Versioned(change.getKey(), change.getVersion(), entry.getSequence(), change.getAfter()));
                changed(change.getKey());
            }
        });
    }

    @Override
    public void reset() {
        parts.loop().execute(() -> {
            ready = false;
            looks.values().forEach(Loop.Cancellable::cancel);
            looks.clear();
            known.clear();
        });
    }

    private void take(Versioned found) {
        Versioned before = known.get(found.key());
        boolean newer = before == null || before.version() < found.version();
        if (concerns(found) && newer) {
            known.put(found.key(), found);
        }
    }

    /** The emergency, whoever was called up in one, and what was sent of that. */
    private static boolean concerns(Versioned found) {
        return switch (EntityKey.kind(found.key())) {
            case "emergency" -> true;
            case "calendar" -> found.entity().getCalendar().hasCallUp();
            case "messages" -> found.key().contains("-emergency-");
            default -> false;
        };
    }

    private void changed(String key) {
        if (!ready) {
            return;
        }
        String kind = EntityKey.kind(key);
        if (kind.equals("calendar")) {
            look(EntityKey.id(key));
        } else if (kind.equals("emergency")) {
            lookAtAll();
        }
    }

    private void lookAtAll() {
        List.copyOf(known.keySet()).stream()
                .filter(key -> EntityKey.kind(key).equals("calendar"))
                .map(EntityKey::id)
                .forEach(this::look);
    }

    private Entity entity(String key) {
        Versioned found = known.get(key);
        return found == null ? Entity.getDefaultInstance() : found.entity();
    }

    private Emergency emergency() {
        return entity(EntityKey.EMERGENCY).getEmergency();
    }

    /** Sends what is due to this volunteer, and comes back when the next is. */
    private void look(String volunteerId) {
        Loop.Cancellable former = looks.remove(volunteerId);
        if (former != null) {
            former.cancel();
        }
        if (!ready || drained || busy.contains(volunteerId)) {
            return;
        }
        Optional<Rung> rung = rung(volunteerId, null);
        if (rung.isEmpty()) {
            return;
        }
        long nowMs = parts.nowMs().getAsLong();
        long atMs = Math.max(rung.get().atMs(), rests.getOrDefault(volunteerId, 0L));
        if (atMs <= nowMs && busy.size() < MOST_UNDER_WAY) {
            begin(volunteerId);
        } else {
            long waitMs = Math.max(atMs - nowMs, SOON_MS) + parts.chance().nextLong(Ladder.SPREAD_MS);
            looks.put(volunteerId, parts.loop().schedule(waitMs, () -> look(volunteerId)));
        }
    }

    /** @param secrets what is known of addresses; null: nothing yet, so that every channel may be */
    private Optional<Rung> rung(String volunteerId, @Nullable Secrets secrets) {
        Emergency emergency = emergency();
        CallUp callUp = entity(EntityKey.calendar(volunteerId)).getCalendar().getCallUp();
        boolean asked = Pauses.isRunning(emergency)
                && callUp.getEmergencyId().equals(emergency.getId())
                && callUp.getState() == CallUp.State.STATE_ASKED;
        if (!asked) {
            return Optional.empty();
        }
        Set<MessageChannel> carried = EnumSet.noneOf(MessageChannel.class);
        sending.carriers().forEach((channel, carrier) -> {
            if (secrets == null || !address(channel, secrets, volunteerId).isEmpty()) {
                carried.add(channel);
            }
        });
        Occasion occasion = occasion(emergency, volunteerId, callUp);
        Optional<Profile> profile = parts.profiles().apply(volunteerId);
        return Rung.next(
                occasion,
                told(occasion),
                Addresses.channels(occasion, Order.getDefaultInstance(), profile, carried),
                profile.map(Profile::getMessages).orElse(MessageWishes.getDefaultInstance()),
                parts.nowMs().getAsLong(),
                parts.frames().policy().zone());
    }

    /** It does not wait for the end of quiet hours: whoever is a reserve has agreed to be asked in an emergency. */
    private static Occasion occasion(Emergency emergency, String volunteerId, CallUp callUp) {
        return new Occasion(
                MessagePurpose.MESSAGE_PURPOSE_CALL_UP,
                subject(emergency.getId(), volunteerId),
                volunteerId,
                callUp.getAskedAtMs() + DUE_MS,
                emergency.getUntilMs(),
                true,
                NEXT_MS);
    }

    private @Nullable Message told(Occasion occasion) {
        return entity(EntityKey.messages(occasion.subject())).getMessages().getMessagesList().stream()
                .filter(message -> message.getPurpose() == occasion.purpose())
                .findFirst()
                .orElse(null);
    }

    private static String address(MessageChannel channel, Secrets secrets, String volunteerId) {
        return Addresses.address(channel, secrets.person(volunteerId), "");
    }

    private void begin(String volunteerId) {
        busy.add(volunteerId);
        parts.unsealing()
                .secrets(Order.getDefaultInstance(), false, Set.of(volunteerId))
                .whenComplete((secrets, error) ->
                        parts.loop().here(() -> opened(volunteerId, error == null ? secrets : null)));
    }

    private void opened(String volunteerId, @Nullable Secrets secrets) {
        Optional<Rung> rung = secrets == null ? Optional.empty() : rung(volunteerId, secrets);
        Carrier carrier =
                rung.map(next -> sending.carriers().get(next.channel())).orElse(null);
        boolean due = rung.isPresent() && rung.get().atMs() <= parts.nowMs().getAsLong();
        if (secrets == null || !due || carrier == null || !carrier.isWell()) {
            ended(volunteerId, NEXT_MS);
            return;
        }
        MessageChannel channel = rung.get().channel();
        boolean english = Addresses.readsEnglish(parts.profiles().apply(volunteerId));
        String subject = subject(emergency().getId(), volunteerId);
        MessageKey key = new MessageKey(subject, volunteerId, MessagePurpose.MESSAGE_PURPOSE_CALL_UP);
        Letter letter = wording.callUp(key, emergency(), channel, english).to(address(channel, secrets, volunteerId));
        sending.send(new Sending.Parcel(subject, subject, volunteerId, key.purpose(), channel, letter))
                .whenComplete((outcome, error) -> parts.loop().here(() -> ended(volunteerId, SOON_MS)));
    }

    private void ended(String volunteerId, long againMs) {
        busy.remove(volunteerId);
        rests.put(volunteerId, parts.nowMs().getAsLong() + againMs);
        look(volunteerId);
    }

    /** Begins nothing more. Callable from any thread. */
    void drain() {
        parts.loop().execute(() -> drained = true);
    }
}
