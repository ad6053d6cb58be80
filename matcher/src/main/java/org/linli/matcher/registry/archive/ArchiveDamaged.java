package org.linli.matcher.registry.archive;

import java.nio.file.Path;

/** The archive does not hold what it once held; the message says where. */
public final class ArchiveDamaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArchiveDamaged(Path file, long offset, String what) {
        super(file + " at byte " + offset + ": " + what
                + ". Maybe put this file back from a backup; what is in front of that byte is whole.");
    }
}
