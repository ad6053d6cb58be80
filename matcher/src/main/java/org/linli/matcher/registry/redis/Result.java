package org.linli.matcher.registry.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.linli.matcher.registry.store.Failure;

/** What a {@link Call} came to. */
sealed interface Result {
    /** The script's answer; its first value is the number of replicas that must have it. */
    record Got(List<Object> values) implements Result {
        long replicas() {
            return number(0);
        }

        long number(int index) {
            return values.get(index) instanceof Long number ? number : Long.parseLong(text(index));
        }

        String text(int index) {
            return textOf(values.get(index));
        }

        byte[] bytes(int index) {
            return (byte[]) values.get(index);
        }

        List<Object> list(int index) {
            return listOf(values.get(index));
        }
    }

    record Failed(Failure failure) implements Result {}

    /** The answer, or the failure as an exception. */
    static Got got(Result result) {
        if (result instanceof Failed failed) {
            throw failed.failure().toException();
        }
        return (Got) result;
    }

    @SuppressWarnings("unchecked") // an array of the protocol
    static List<Object> listOf(Object array) {
        return (List<Object>) array;
    }

    static String textOf(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }
}
