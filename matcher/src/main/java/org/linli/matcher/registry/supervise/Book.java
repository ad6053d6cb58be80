package org.linli.matcher.registry.supervise;

import java.util.Optional;

/** Where the supervisor's record is kept. */
public interface Book {
    /** What was written last; empty: never anything. */
    Optional<Standing> read();

    /** Returns once it is on the disk. */
    void write(Standing standing);
}
