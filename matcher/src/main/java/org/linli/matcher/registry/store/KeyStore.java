package org.linli.matcher.registry.store;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.linli.proto.PersonKey;

/** The wrapped data keys of people. They are never in the log, for a key once deleted must be gone. Never blocks. */
public interface KeyStore {
    /**
     * For each person the key that counts, in their order: the one in the store or, where there is none, the one given,
     * which is stored. One without anything wrapped only asks; where there is no key, nothing wrapped comes back.
     */
    CompletionStage<List<PersonKey>> settle(List<PersonKey> given);

    /** Puts the mark of a forgotten person in the key's place, for ever. */
    CompletionStage<Void> forget(String personId);
}
