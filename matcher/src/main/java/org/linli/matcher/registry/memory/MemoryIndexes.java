package org.linli.matcher.registry.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.linli.matcher.registry.core.Decision;
import org.linli.matcher.registry.core.Effects.Membership;

/** The index sets with their members, each a line of both names. */
final class MemoryIndexes {
    private final Undo undo;
    private final Map<String, Boolean> members = new TreeMap<>();

    MemoryIndexes(Undo undo) {
        this.undo = undo;
    }

    void change(Decision.IndexChange change) {
        String member = change.set() + '\n' + change.member();
        if (change.added()) {
            undo.put(members, member, true);
        } else {
            undo.remove(members, member);
        }
    }

    List<String> members(String index, int limit) {
        String prefix = index + '\n';
        return members.keySet().stream()
                .filter(member -> member.startsWith(prefix))
                .map(member -> member.substring(prefix.length()))
                .limit(limit)
                .toList();
    }

    Set<Membership> all() {
        Set<Membership> all =
                new TreeSet<>(Comparator.comparing(Membership::set).thenComparing(Membership::member));
        members.keySet().forEach(member -> {
            int end = member.indexOf('\n');
            all.add(new Membership(member.substring(0, end), member.substring(end + 1)));
        });
        return all;
    }
}
