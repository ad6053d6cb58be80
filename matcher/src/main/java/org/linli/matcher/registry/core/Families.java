package org.linli.matcher.registry.core;

import org.linli.proto.Command;
import org.linli.proto.Reply;

/** Which family of rules decides which command. */
final class Families {
    private Families() {}

    static Reply apply(Draft draft, Command command) {
        throw Refusal.of(
                "field-invalid",
                command.getBodyCase().name(),
                draft.actor().getRole().name());
    }
}
