package org.linli.load.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.ServerFrame;

/** What clients heard: in order, without gaps, only what is in the log, only what is theirs, and in the end all of it. */
final class StreamCheck {
    private final Findings findings;
    private final Restores restores;
    private final LogFacts facts;
    private final Sight sight;
    private final Map<Long, Heard> connections = new HashMap<>();
    private final Map<String, Knowledge> known = new HashMap<>();

    /** One connection so far. */
    private static final class Heard {
        final Happening.Connected opened;
        boolean resumed;
        boolean welcomed;
        boolean hasSnapshot;
        long generation;
        long sequence;

        Heard(Happening.Connected opened) {
            this.opened = opened;
        }
    }

    StreamCheck(Findings findings, Restores restores, LogFacts facts) {
        this.findings = findings;
        this.restores = restores;
        this.facts = facts;
        this.sight = new Sight(findings, facts);
    }

    void check(List<Happening> happenings) {
        for (Happening happening : happenings) {
            if (happening instanceof Happening.Connected opened) {
                connections.put(opened.connection(), new Heard(opened));
            } else if (happening instanceof Happening.Framed framed) {
                framed(framed);
            } else if (happening instanceof Happening.Disconnected closed) {
                connections.remove(closed.connection());
            }
        }
        connections.values().forEach(this::current);
    }

    private void current(Heard heard) {
        Knowledge knowledge = known.get(heard.opened.subject());
        if (knowledge != null && heard.welcomed && (heard.resumed || heard.hasSnapshot)) {
            knowledge.compare(findings, facts, heard.opened);
        }
    }

    private void framed(Happening.Framed framed) {
        Heard heard = connections.get(framed.connection());
        if (heard == null) {
            return;
        }
        ServerFrame frame = framed.frame();
        if (frame.hasWelcome()) {
            heard.welcomed = true;
            heard.resumed = frame.getWelcome().getResumed();
            findings.expect(
                    !heard.resumed || !heard.opened.resumeFrom().isEmpty(),
                    Invariant.STREAM,
                    () -> "resumed from nothing: " + heard.opened);
            return;
        }
        inOrder(heard, frame, framed.taken());
        if (!restores.isSettling(framed.atMs())) {
            sight.check(heard.opened, frame);
        }
        if (framed.taken()) {
            known.computeIfAbsent(heard.opened.subject(), fresh -> new Knowledge())
                    .take(frame);
        }
    }

    private void inOrder(Heard heard, ServerFrame frame, boolean taken) {
        if (frame.hasSnapshot()) {
            heard.hasSnapshot = true;
        } else if (!isBesideTheLog(frame)) {
            findings.expect(
                    heard.welcomed && (heard.resumed || heard.hasSnapshot),
                    Invariant.STREAM,
                    () -> "neither resumed nor a snapshot before " + frame.getBodyCase() + " on " + heard.opened);
        }
        int dash = frame.getSeq().indexOf('-');
        if (dash < 0) {
            return;
        }
        long generation = Long.parseLong(frame.getSeq(), 0, dash, 10);
        long sequence = Long.parseLong(frame.getSeq(), dash + 1, frame.getSeq().length(), 10);
        resumesWhereItLeftOff(heard, generation, sequence, taken);
        boolean rises = generation > heard.generation || (generation == heard.generation && sequence > heard.sequence);
        boolean snapshotPage = frame.hasSnapshot() && generation == heard.generation && sequence == heard.sequence;
        findings.expect(
                rises || snapshotPage,
                Invariant.STREAM,
                () -> frame.getSeq() + " after " + heard.generation + '-' + heard.sequence + " on " + heard.opened);
        heard.generation = generation;
        heard.sequence = sequence;
        pushed(frame, generation, sequence);
    }

    private void resumesWhereItLeftOff(Heard heard, long generation, long sequence, boolean taken) {
        String from = heard.opened.resumeFrom();
        int dash = from.indexOf('-');
        if (!heard.resumed || heard.hasSnapshot || dash < 0) {
            return;
        }
        long itsGeneration = Long.parseLong(from, 0, dash, 10);
        long itsSequence = Long.parseLong(from, dash + 1, from.length(), 10);
        findings.expect(
                generation == itsGeneration && (sequence > itsSequence || !taken),
                Invariant.STREAM,
                () -> "resumed from " + from + " with " + generation + '-' + sequence);
    }

    private void pushed(ServerFrame frame, long generation, long sequence) {
        if (sequence == 0 || restores.mayHaveLost(generation, sequence)) {
            return;
        }
        boolean there =
                frame.hasSnapshot() ? facts.reaches(generation, sequence) : facts.hasEntry(generation, sequence);
        findings.expect(there, Invariant.PUSHED, () -> "not in the log: " + frame.getSeq() + ' ' + frame.getBodyCase());
        String key = keyOf(frame);
        if (key != null) {
            findings.expect(
                    facts.changes(sequence, key),
                    Invariant.PUSHED,
                    () -> "entry " + frame.getSeq() + " does not change " + key);
        }
    }

    private static boolean isBesideTheLog(ServerFrame frame) {
        return frame.hasWelcome() || frame.hasBye() || frame.hasPong() || frame.hasPositions();
    }

    private static @Nullable String keyOf(ServerFrame frame) {
        return switch (frame.getBodyCase()) {
            case OFFER -> EntityKey.order(Ids.orderOf(frame.getOffer().getOfferId()));
            case OFFER_CLOSED ->
                EntityKey.order(Ids.orderOf(frame.getOfferClosed().getOfferId()));
            case ASSIGNMENT -> EntityKey.order(frame.getAssignment().getOrderId());
            case VISIT -> EntityKey.order(Ids.orderOf(frame.getVisit().getVisitId()));
            case ORDER -> EntityKey.order(frame.getOrder().getOrderId());
            case INVITATION ->
                EntityKey.order(Ids.orderOf(frame.getInvitation().getVisit().getVisitId()));
            case ACTIVITY -> EntityKey.activity(frame.getActivity().getActivityId());
            case TEAM -> EntityKey.team(frame.getTeam().getTeamId());
            case TEAM_OFFER -> EntityKey.order(frame.getTeamOffer().getOrderId());
            case DUTY -> EntityKey.calendar(frame.getDuty().getVolunteerId());
            default -> null;
        };
    }
}
