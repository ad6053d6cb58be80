package org.linli.matcher.dispatch;

import java.util.function.Consumer;
import org.linli.proto.PositionSample;

/**
 * The last fix of every volunteer on duty, in memory only. May be wrong, late or empty and breaks nothing but the
 * quality of travel times. Safe to call from any thread.
 */
public interface Positions {
    /** Takes in a fix; an older one than the last is dropped. */
    void report(PositionSample sample);

    /** Forgets a volunteer who went off duty. */
    void forget(String volunteerId);

    /** Gives every fix that is known now. */
    void forEach(Consumer<PositionSample> visitor);
}
