package org.linli.gateway.message;

import java.util.Map;
import java.util.Set;

/**
 * One message on its way to one person by one channel.
 *
 * @param key     the same each time that this is sent: a carrier that keeps keys sends it once
 * @param to      a telephone number, or who the person is to the channel
 * @param purpose a word by which the carrier's template is found, such as {@code OFFER}
 * @param english whether the person reads English rather than Chinese
 * @param text    the whole text, for carriers without templates
 * @param values  what the template's places are filled with
 * @param keys    the keys that mean something in a call, such as 1 and 2; empty where no answer is asked for
 */
public record Letter(
        String key,
        String to,
        String purpose,
        boolean english,
        String text,
        Map<String, String> values,
        Set<String> keys) {
    public Letter {
        values = Map.copyOf(values);
        keys = Set.copyOf(keys);
    }

    /** The same, for somebody. */
    public Letter to(String address) {
        return new Letter(key, address, purpose, english, text, values, keys);
    }

    /** Never whom, nor what: a log has no place for it. */
    @Override
    public String toString() {
        return "Letter[" + purpose + ' ' + key + ']';
    }
}
