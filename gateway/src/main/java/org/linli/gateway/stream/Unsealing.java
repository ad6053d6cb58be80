package org.linli.gateway.stream;

import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.linli.gateway.frame.Secrets;
import org.linli.proto.Order;

/** Opens what the parties of an order may know. Never blocks; may complete on any thread. */
@FunctionalInterface
public interface Unsealing {
    /**
     * What is sealed in the order and about these people; fails where it cannot be opened.
     *
     * @param wanted whether the order's own secrets are wanted too, beside the people's names
     */
    CompletionStage<Secrets> secrets(Order order, boolean wanted, Collection<String> people);
}
