package org.linli.matcher.registry.core;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.linli.proto.Evidence;
import org.linli.proto.Place;
import org.linli.proto.Presence;
import org.linli.proto.Role;

/**
 * Judges a claim to be somewhere: position within the policy's radius, and one more kind of evidence. A face is never
 * that kind. What is kept is the judgement, never the place.
 */
final class Witness {
    private static final int MOST_EVIDENCE = 8;
    private static final int MOST_DIGEST_BYTES = 64;
    private static final Set<Evidence.Kind> MORE = EnumSet.of(
            Evidence.Kind.KIND_CODE, Evidence.Kind.KIND_QR, Evidence.Kind.KIND_PHOTO, Evidence.Kind.KIND_HOTLINE);

    private final Draft draft;
    private final Seat seat;
    private final Place place;
    private final Presence claimed;

    Witness(Draft draft, Seat seat, Place place, Presence claimed) {
        this.draft = draft;
        this.seat = seat;
        this.place = place;
        this.claimed = claimed;
        Fields.between(claimed.getEvidenceCount(), 0, MOST_EVIDENCE, "/evidence");
    }

    /** Position and one more kind; by telephone, the agent's word and the resident's code stand in for the position. */
    Presence arrival(long atMs) {
        Presence.Builder kept = kept(atMs);
        boolean byTelephone = has(kept, Evidence.Kind.KIND_HOTLINE) && has(kept, Evidence.Kind.KIND_CODE);
        Refusal.unless(claimed.hasLocation() || byTelephone, "evidence-missing", "/location", "POSITION");
        if (claimed.hasLocation()) {
            refuseFar(kept.getEvidence(0));
        }
        Refusal.unless(any(kept, Witness::isMore), "evidence-missing", "/evidence", "CODE, QR, PHOTO, HOTLINE");
        return kept.build();
    }

    /** Position or one more kind is enough to leave: the volunteer was proved to be there before. */
    Presence departure(long atMs) {
        Presence.Builder kept = kept(atMs);
        boolean more = any(kept, Witness::isMore);
        if (!more && claimed.hasLocation()) {
            refuseFar(kept.getEvidence(0));
        }
        Refusal.unless(more || claimed.hasLocation(), "evidence-missing", "/evidence", "POSITION, CODE, QR, PHOTO");
        return kept.build();
    }

    private void refuseFar(Evidence position) {
        Refusal.unless(
                position.getVerified(), "too-far-from-place", "/location", position.getDistanceMeters(), radius());
    }

    /** What is claimed, as judged; the position first, where there is one. */
    private Presence.Builder kept(long atMs) {
        Presence.Builder kept = Presence.newBuilder().setAtMs(atMs).setActor(draft.actor());
        if (claimed.hasLocation()) {
            Refusal.unless(Places.isOnEarth(claimed.getLocation()), "field-invalid", "/location", "not on earth");
            kept.addEvidence(position());
        }
        for (int i = 0; i < claimed.getEvidenceCount(); i++) {
            kept.addEvidence(judged(i));
        }
        return kept;
    }

    private Evidence judged(int index) {
        try {
            return judged(claimed.getEvidence(index));
        } catch (Refusal refusal) {
            throw refusal.within("/evidence/" + index);
        }
    }

    private Evidence judged(Evidence evidence) {
        Fields.between(evidence.getDigest().size(), 0, MOST_DIGEST_BYTES, "/value");
        Evidence.Builder judged =
                Evidence.newBuilder().setKind(evidence.getKind()).setDigest(evidence.getDigest());
        switch (evidence.getKind()) {
            case KIND_CODE -> judged.clearDigest().setVerified(codeMatches(evidence));
            case KIND_HOTLINE -> judged.setVerified(isByTelephone());
            case KIND_QR, KIND_PHOTO -> judged.setVerified(!evidence.getDigest().isEmpty());
            case KIND_FACE -> judged.setVerified(false);
            default -> throw Refusal.at("field-invalid", "/kind", Words.of(evidence.getKind()));
        }
        return judged.build();
    }

    private boolean codeMatches(Evidence evidence) {
        boolean matches = !evidence.getDigest().isEmpty()
                && evidence.getDigest().equals(seat.order().before().getCodeDigest());
        Refusal.unless(matches, "code-wrong", "/value");
        return true;
    }

    private Evidence position() {
        int meters = Places.meters(place, claimed.getLocation());
        return Evidence.newBuilder()
                .setKind(Evidence.Kind.KIND_POSITION)
                .setDistanceMeters(meters)
                .setVerified(meters <= radius())
                .build();
    }

    private boolean isByTelephone() {
        return draft.actor().getRole() == Role.ROLE_AGENT;
    }

    private int radius() {
        return draft.policy().evidence().radiusMeters();
    }

    private static boolean has(Presence.Builder presence, Evidence.Kind kind) {
        return any(presence, evidence -> evidence.getKind() == kind && evidence.getVerified());
    }

    private static boolean any(Presence.Builder presence, Predicate<Evidence> which) {
        for (Evidence evidence : presence.getEvidenceList()) {
            if (which.test(evidence)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMore(Evidence evidence) {
        return MORE.contains(evidence.getKind()) && evidence.getVerified();
    }
}
