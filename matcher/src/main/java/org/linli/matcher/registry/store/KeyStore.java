package org.linli.matcher.registry.store;

import java.util.concurrent.CompletionStage;
import org.linli.proto.PersonKey;

/** The wrapped data keys of people. They are never in the log, for a key once deleted must be gone. Never blocks. */
public interface KeyStore {
    /** The person's key; an empty one where there is none. */
    CompletionStage<PersonKey> get(String personId);

    /** Stores a key unless there is one, and gives the one that counts. */
    CompletionStage<PersonKey> create(PersonKey fresh);

    /** Puts the mark of a forgotten person in the key's place, for ever. */
    CompletionStage<Void> forget(String personId);
}
