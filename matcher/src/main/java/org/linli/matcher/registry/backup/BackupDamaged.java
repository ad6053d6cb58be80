package org.linli.matcher.registry.backup;

import java.nio.file.Path;

/** What was to be copied or put back is not whole, or not what it should be; the message says where and what to do. */
public final class BackupDamaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BackupDamaged(String line) {
        super(line, null, false, false);
    }

    BackupDamaged(Path file, long offset, String what) {
        this(file + " at byte " + offset + ": " + what + ". Maybe use another backup.");
    }
}
