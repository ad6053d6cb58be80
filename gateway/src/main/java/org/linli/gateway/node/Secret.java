package org.linli.gateway.node;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** A secret of the node in a file that its owner alone may read. */
final class Secret {
    private static final int BYTES = 32;

    private Secret() {}

    /** Reads the file, or makes it. Blocks. */
    static byte[] open(Path file, SecureRandom chance) {
        try {
            if (!Files.exists(file)) {
                make(file, chance);
            }
            byte[] secret = Files.readAllBytes(file);
            if (secret.length != BYTES) {
                throw new Settings.Wrong("The secret (" + file + ") must have " + BYTES
                        + " bytes. Maybe delete it: everybody signs in anew then.");
            }
            return secret;
        } catch (IOException broken) {
            throw new Settings.Wrong("The secret (" + file + ") cannot be read or made: " + broken.getMessage());
        }
    }

    private static void make(Path file, SecureRandom chance) throws IOException {
        byte[] secret = new byte[BYTES];
        chance.nextBytes(secret);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(fresh, secret);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
