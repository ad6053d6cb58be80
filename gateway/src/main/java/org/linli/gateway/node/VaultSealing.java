package org.linli.gateway.node;

import com.google.protobuf.ByteString;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.linli.gateway.api.Sealing;
import org.linli.matcher.StageFailure;
import org.linli.matcher.registry.vault.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door's sealing by the region's vault. What nobody can read any more opens as nothing. */
final class VaultSealing implements Sealing {
    private static final Logger LOG = LoggerFactory.getLogger(VaultSealing.class);

    private final Vault vault;

    VaultSealing(Vault vault) {
        this.vault = vault;
    }

    @Override
    public CompletionStage<ByteString> seal(String personId, ByteString clear) {
        return vault.seal(personId, clear.toByteArray());
    }

    @Override
    public CompletionStage<ByteString> open(String personId, ByteString bytes) {
        return vault.open(personId, bytes)
                .thenApply(ByteString::copyFrom)
                .exceptionally(cause -> closed(personId, cause));
    }

    private static ByteString closed(String personId, Throwable cause) {
        Throwable root = StageFailure.behind(cause);
        if (root instanceof Vault.Forgotten) {
            return ByteString.EMPTY;
        }
        if (root instanceof Vault.Unreadable) {
            LOG.warn("what was sealed for {} cannot be read: {}", personId, root.getMessage());
            return ByteString.EMPTY;
        }
        throw new CompletionException(root);
    }

    @Override
    public ByteString digest(String purpose, String text) {
        return vault.digest(purpose, text);
    }
}
