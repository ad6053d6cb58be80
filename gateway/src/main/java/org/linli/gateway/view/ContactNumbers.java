package org.linli.gateway.view;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.linli.proto.NumberBinding;
import org.linli.proto.OrderMessages;

/** The numbers that are bound now, by the accepted offer that they are bound for. One thread writes, any reads. */
public final class ContactNumbers {
    private final Map<String, String> numbers = new ConcurrentHashMap<>();

    /** The number; empty where none is bound. */
    public String find(String offerId) {
        return numbers.getOrDefault(offerId, "");
    }

    /** Whether this changes what is bound. */
    boolean differs(OrderMessages messages) {
        return messages.getBindingsList().stream()
                .anyMatch(binding -> !find(binding.getOfferId()).equals(bound(binding)));
    }

    private static String bound(NumberBinding binding) {
        return binding.getReleasedAtMs() == 0 ? binding.getNumber() : "";
    }

    void take(OrderMessages messages) {
        for (NumberBinding binding : messages.getBindingsList()) {
            if (bound(binding).isEmpty()) {
                numbers.remove(binding.getOfferId());
            } else {
                numbers.put(binding.getOfferId(), binding.getNumber());
            }
        }
    }

    void clear() {
        numbers.clear();
    }
}
