package org.linli.gateway.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.linli.domain.policy.RegionPolicy;
import org.linli.matcher.policy.PolicyInvalid;
import org.linli.matcher.policy.PolicyReader;

/** A policy and what the table calls it. */
record PolicyFile(String name, RegionPolicy policy) {
    /**
     * Reads a policy; without a file the one that a node starts with.
     *
     * @throws IllegalArgumentException that names the file, with every problem and its line
     */
    static PolicyFile read(@Nullable Path file) throws IOException {
        if (file == null) {
            return new PolicyFile("default", PolicyReader.defaultFor("520181"));
        }
        try {
            return new PolicyFile(name(file), PolicyReader.read(Files.readString(file)));
        } catch (PolicyInvalid invalid) {
            throw new IllegalArgumentException(file + ": " + invalid.getMessage(), invalid);
        }
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
