package org.linli.matcher.registry.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.store.Gathering;
import org.linli.matcher.registry.store.KeyStore;
import org.linli.proto.PersonKey;

/**
 * Seals what only people themselves and their helpers may read: one data key a person, in the store under the master
 * key. Whoever's key is deleted is forgotten, in every copy and every log at once. Safe to call from any thread; stages
 * complete on the loop, or at once where the key is known.
 */
public final class Vault {
    /** About 1 kB each. */
    private static final int KEYS_KEPT = 50_000;
    /** How long another node may still open what was sealed for a person who has been forgotten on this one. */
    private static final Duration KEPT_FOR = Duration.ofMinutes(10);

    /** No id of a person; its key only tells one master key from another. */
    private static final String NOBODY = "nobody";

    private final Loop loop;
    private final KeyStore store;
    private final MasterKey master;
    private final Gathering<PersonKey, PersonKey> asking;
    private final Cache<String, Aead> keys = Caffeine.newBuilder()
            .maximumSize(KEYS_KEPT)
            .expireAfterWrite(KEPT_FOR)
            .build();

    /** The person's data can be read by nobody any more. */
    public static final class Forgotten extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Forgotten(String personId) {
            super("The person " + personId + " was forgotten", null, false, false);
        }
    }

    /** What was to be opened was not sealed by this key for this person, or has been changed. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    public Vault(Loop loop, KeyStore store, MasterKey master) {
        this.loop = loop;
        this.store = store;
        this.master = master;
        this.asking = new Gathering<>(store::settle);
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot be set up", e);
        }
    }

    /**
     * Seals for a person, who gets a key now where there is none. Fails with {@link Forgotten}. Where the key is not known
     * here a new one is made and used on the caller's thread, for most often it is the first; the store's loop only asks
     * whether it counts.
     */
    public CompletionStage<ByteString> seal(String personId, byte[] clear) {
        Aead known = keys.getIfPresent(personId);
        if (known != null) {
            return CompletableFuture.completedFuture(sealed(known, personId, clear));
        }
        KeysetHandle fresh = generated(personId);
        Aead own = primitive(personId, fresh);
        PersonKey wrapped = wrapped(personId, fresh);
        ByteString ahead = sealed(own, personId, clear);
        return settled(wrapped).thenApply(counts -> {
            if (!counts.getWrapped().equals(wrapped.getWrapped())) {
                return sealed(unwrapped(personId, counts), personId, clear);
            }
            keys.put(personId, own);
            return ahead;
        });
    }

    /** Opens what was sealed for this person. Fails with {@link Forgotten} or {@link Unreadable}. */
    public CompletionStage<byte[]> open(String personId, ByteString sealed) {
        return known(personId).thenApply(key -> opened(key, personId, sealed));
    }

    /**
     * A keyed digest, the same for the same text on every node with this master key, and telling nothing without it.
     *
     * @param purpose keeps digests for different ends apart, such as {@code phone} or {@code code}
     */
    public ByteString digest(String purpose, String text) {
        return ByteString.copyFrom(master.digest(purpose, text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Whether this master key is the one that the region's first node had: it opens a key that no person has. Fails with
     * {@link Unreadable}.
     */
    public CompletionStage<Void> checkMaster() {
        return seal(NOBODY, new byte[0]).thenAccept(fits -> {});
    }

    /**
     * Deletes the person's key for ever, after it has been written down beside the master key that this person is
     * forgotten. This node forgets at once, others within 10 minutes. Blocks for one write to the disk.
     */
    public CompletionStage<Void> forget(String personId, ForgottenPeople forgotten) {
        forgotten.add(personId);
        return delete(personId);
    }

    /** Forgets again whom an old copy of the store remembers. For the start of a node. */
    public CompletionStage<Void> forgetAgain(ForgottenPeople forgotten) {
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        for (String personId : forgotten.all()) {
            done = done.thenCompose(before -> delete(personId));
        }
        return done;
    }

    private CompletionStage<Void> delete(String personId) {
        return loop.ask(() -> store.forget(personId)).thenRun(() -> keys.invalidate(personId));
    }

    private CompletionStage<Aead> known(String personId) {
        Aead known = keys.getIfPresent(personId);
        return known != null
                ? CompletableFuture.completedFuture(known)
                : settled(PersonKey.newBuilder().setPersonId(personId).build())
                        .thenApply(stored -> unwrapped(personId, stored));
    }

    private CompletionStage<PersonKey> settled(PersonKey given) {
        return loop.ask(() -> asking.ask(given));
    }

    private static KeysetHandle generated(String personId) {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key for " + personId + " cannot be made", e);
        }
    }

    private PersonKey wrapped(String personId, KeysetHandle fresh) {
        try {
            byte[] clear = TinkProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get());
            return PersonKey.newBuilder()
                    .setPersonId(personId)
                    .setWrapped(ByteString.copyFrom(master.wrapping().encrypt(clear, associated(personId))))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key for " + personId + " cannot be wrapped", e);
        }
    }

    private static Aead primitive(String personId, KeysetHandle handle) {
        try {
            return handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of " + personId + " cannot be used", e);
        }
    }

    private Aead unwrapped(String personId, PersonKey stored) {
        if (stored.getForgotten()) {
            throw new Forgotten(personId);
        }
        try {
            byte[] clear = master.wrapping().decrypt(stored.getWrapped().toByteArray(), associated(personId));
            Aead key = primitive(personId, TinkProtoKeysetFormat.parseKeyset(clear, InsecureSecretKeyAccess.get()));
            keys.put(personId, key);
            return key;
        } catch (GeneralSecurityException e) {
            throw new Unreadable("The key of " + personId
                    + " cannot be opened. Maybe the master key of this node is not the one it was made with.");
        }
    }

    private static ByteString sealed(Aead key, String personId, byte[] clear) {
        try {
            return ByteString.copyFrom(key.encrypt(clear, associated(personId)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Data of " + personId + " cannot be sealed", e);
        }
    }

    private static byte[] opened(Aead key, String personId, ByteString sealed) {
        try {
            return key.decrypt(sealed.toByteArray(), associated(personId));
        } catch (GeneralSecurityException e) {
            throw new Unreadable("Data of " + personId + " cannot be opened: not sealed for this person, or changed");
        }
    }

    private static byte[] associated(String personId) {
        return personId.getBytes(StandardCharsets.UTF_8);
    }
}
