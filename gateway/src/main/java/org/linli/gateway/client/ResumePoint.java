package org.linli.gateway.client;

import org.linli.proto.ServerFrame;

/**
 * The last {@code generation-sequence} that was taken in. An entry may make several frames with one sequence, so a frame
 * is old only when its sequence is below the last, or when it is at or below the point from which the stream resumed.
 */
public final class ResumePoint {
    private long generation;
    private long sequence;
    private long resumedGeneration;
    private long resumedSequence;

    /** What {@code hello} says; empty: nothing was taken in yet. Frames up to here are old from now on. */
    public String text() {
        resumedGeneration = generation;
        resumedSequence = sequence;
        return generation == 0 && sequence == 0 ? "" : generation + "-" + sequence;
    }

    /** Whether the frame is to be handed on; moves the point. A snapshot always is: it replaces what was known. */
    public boolean take(ServerFrame frame) {
        int dash = frame.getSeq().indexOf('-');
        if (dash < 0) {
            return true;
        }
        long itsGeneration = Long.parseLong(frame.getSeq(), 0, dash, 10);
        long itsSequence =
                Long.parseLong(frame.getSeq(), dash + 1, frame.getSeq().length(), 10);
        boolean snapshot = frame.getBodyCase() == ServerFrame.BodyCase.SNAPSHOT;
        if (!snapshot && isOld(itsGeneration, itsSequence)) {
            return false;
        }
        generation = itsGeneration;
        sequence = itsSequence;
        return true;
    }

    private boolean isOld(long itsGeneration, long itsSequence) {
        return itsGeneration < generation
                || (itsGeneration == generation && itsSequence < sequence)
                || (itsGeneration == resumedGeneration && itsSequence <= resumedSequence && resumedSequence > 0);
    }
}
