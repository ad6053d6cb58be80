package org.linli.gateway.view;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.linli.proto.ResidentFile;

/** For whom somebody may act as family, by the files that name them. One thread writes, any thread reads. */
public final class Families {
    private final Map<String, Set<String>> byRelative = new ConcurrentHashMap<>();

    /** The relatives and the guardian whom a resident's file names. */
    public static List<String> of(ResidentFile file) {
        return file.getGuardian().isEmpty()
                ? file.getRelativesList()
                : Stream.concat(file.getRelativesList().stream(), Stream.of(file.getGuardian()))
                        .toList();
    }

    /** Those whose files name this person, in the order of their ids. */
    public Set<String> namedBy(String relative) {
        return new TreeSet<>(byRelative.getOrDefault(relative, Set.of()));
    }

    void take(String residentId, ResidentFile before, ResidentFile after) {
        of(before).stream().filter(one -> !of(after).contains(one)).forEach(one -> unlink(one, residentId));
        of(after)
                .forEach(one -> byRelative
                        .computeIfAbsent(one, unknown -> ConcurrentHashMap.newKeySet(2))
                        .add(residentId));
    }

    private void unlink(String relative, String residentId) {
        byRelative.computeIfPresent(relative, (unknown, residents) -> {
            residents.remove(residentId);
            return residents.isEmpty() ? null : residents;
        });
    }

    void clear() {
        byRelative.clear();
    }
}
