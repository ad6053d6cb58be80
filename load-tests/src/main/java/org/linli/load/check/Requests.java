package org.linli.load.check;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.Entry;
import org.linli.proto.Reply;

/** What was asked for and what was answered, held against the log and the replies that are kept. */
final class Requests {
    private static final int DIGEST_BYTES = 16;
    private static final String REUSED = "idempotency-key-reused";

    private final Findings findings;
    private final Restores restores;
    private final MessageDigest sha = sha256();
    private final Map<String, Asked> byKey = new HashMap<>();
    private final Map<ByteString, Asked> byDigest = new HashMap<>();
    private final List<Happening.Replied> replies = new ArrayList<>();
    private final Map<ByteString, Happening.Kept> kept = new HashMap<>();
    private final Map<Long, Happening.Kept> keptBySequence = new HashMap<>();
    private final Map<Long, Long> effects = new HashMap<>();

    /** One request key, the first body under it, and the others. */
    private static final class Asked {
        final Happening.Invoked first;
        final ByteString digest;
        final Set<ByteString> bodies = new HashSet<>(2);

        @Nullable
        Reply answer;

        Asked(Happening.Invoked first, ByteString digest) {
            this.first = first;
            this.digest = digest;
        }
    }

    Requests(Findings findings, Restores restores) {
        this.findings = findings;
        this.restores = restores;
    }

    void take(Happening happening) {
        if (happening instanceof Happening.Invoked invoked) {
            invoked(invoked);
        } else if (happening instanceof Happening.Replied replied) {
            replies.add(replied);
        } else if (happening instanceof Happening.Kept reply) {
            kept.put(reply.request(), reply);
            if (reply.reply().getSequence() > 0) {
                keptTwice(reply, keptBySequence.put(reply.reply().getSequence(), reply));
            }
        } else if (happening instanceof Happening.Broke broke) {
            findings.expect(false, Invariant.SOUND, broke::what);
        }
    }

    private void keptTwice(Happening.Kept reply, Happening.@Nullable Kept other) {
        findings.expect(
                other == null,
                Invariant.ONE_EFFECT,
                () -> "two requests have the entry " + reply.reply().getSequence());
    }

    private void invoked(Happening.Invoked invoked) {
        Asked asked = byKey.get(invoked.key());
        if (asked == null) {
            asked = new Asked(invoked, digest(invoked.key()));
            byKey.put(invoked.key(), asked);
            byDigest.put(asked.digest, asked);
        }
        asked.bodies.add(invoked.bodyHash());
    }

    /**
     * The command as it was sent, with what the log leaves out; null where nobody knows it. Whoever records outside the
     * door knows its kind alone, and leaves out who acts.
     */
    @Nullable
    Command asSent(Entry entry) {
        Happening.Kept reply = keptBySequence.get(entry.getSequence());
        if (reply == null) {
            return null;
        }
        Asked asked = byDigest.get(reply.request());
        return asked != null
                        && asked.first.bodyHash().equals(reply.bodyHash())
                        && asked.first.command().hasActor()
                ? asked.first.command()
                : null;
    }

    void check(LogFacts facts) {
        for (Happening.Replied replied : replies) {
            check(replied, facts);
        }
    }

    private void check(Happening.Replied replied, LogFacts facts) {
        findings.expect(replied.end() != Happening.End.BROKEN, Invariant.SOUND, () -> "broken: " + replied);
        Asked asked = byKey.get(replied.key());
        if (replied.end() != Happening.End.ANSWERED || asked == null) {
            return;
        }
        Reply reply = replied.reply();
        if (reply.getProblem().equals(REUSED)) {
            findings.expect(
                    asked.bodies.size() > 1, Invariant.ONE_ANSWER, () -> "one body only, and refused: " + replied);
        } else if (!restores.mayHaveLost(reply.getGeneration(), reply.getSequence())) {
            answered(replied, asked, facts);
        }
    }

    private void answered(Happening.Replied replied, Asked asked, LogFacts facts) {
        Reply reply = replied.reply();
        Reply earlier = asked.answer;
        findings.expect(
                earlier == null || earlier.equals(reply),
                Invariant.ONE_ANSWER,
                () -> replied.key() + " was answered by " + earlier + " and by " + reply);
        asked.answer = reply;
        Happening.Kept stored = kept.get(asked.digest);
        findings.expect(
                stored != null && stored.reply().equals(reply),
                Invariant.ONE_ANSWER,
                () -> replied.key() + " was answered by " + reply + " and keeps " + stored);
        if (reply.getSequence() > 0) {
            Command.BodyCase kind = asked.first.command().getBodyCase();
            findings.expect(
                    facts.isOf(reply.getGeneration(), reply.getSequence(), kind),
                    Invariant.ACKNOWLEDGED,
                    () -> "acknowledged and not in the log: " + replied);
        }
        if (!reply.getProblem().isEmpty()) {
            boolean absent = reply.getSequence() == 0
                    && (stored == null || stored.reply().getSequence() == 0);
            findings.expect(absent, Invariant.REJECTED, () -> "refused, and yet: " + replied);
        }
    }

    /** Every entry that somebody asked for at the door belongs to one request, and that to one wish. */
    void check(Entry entry) {
        boolean door = entry.getCause().getActor().getChannel() != Channel.CHANNEL_ENGINE
                && entry.getCause().getBodyCase() != Command.BodyCase.SEE_OFFER;
        if (!door || byKey.isEmpty()) {
            return;
        }
        Happening.Kept reply = keptBySequence.get(entry.getSequence());
        findings.expect(
                reply != null && reply.reply().getGeneration() == entry.getGeneration(),
                Invariant.ONE_EFFECT,
                () -> "entry " + entry.getSequence() + " (" + entry.getCause().getBodyCase() + ") has no reply kept");
        Asked asked = reply == null ? null : byDigest.get(reply.request());
        if (asked != null) {
            Long other = effects.put(asked.first.intent(), entry.getSequence());
            findings.expect(
                    other == null,
                    Invariant.ONE_EFFECT,
                    () -> "intent " + asked.first.intent() + " has entries " + other + " and " + entry.getSequence());
        }
    }

    private ByteString digest(String key) {
        return ByteString.copyFrom(sha.digest(key.getBytes(StandardCharsets.UTF_8)), 0, DIGEST_BYTES);
    }

    /** As the registry makes it of a request's key. */
    static ByteString digestOf(String key) {
        return ByteString.copyFrom(sha256().digest(key.getBytes(StandardCharsets.UTF_8)), 0, DIGEST_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
