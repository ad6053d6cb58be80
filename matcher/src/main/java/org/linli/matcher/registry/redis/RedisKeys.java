package org.linli.matcher.registry.redis;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.concurrent.CompletionStage;
import org.linli.matcher.registry.store.KeyStore;
import org.linli.proto.PersonKey;

/** Wrapped data keys as a hash by person. */
final class RedisKeys implements KeyStore {
    private final Layout layout;
    private final Lane lane;

    RedisKeys(Layout layout, Lane lane) {
        this.layout = layout;
        this.lane = lane;
    }

    @Override
    public CompletionStage<PersonKey> get(String personId) {
        return run("get", PersonKey.newBuilder().setPersonId(personId).build());
    }

    @Override
    public CompletionStage<PersonKey> create(PersonKey fresh) {
        return run("create", fresh);
    }

    @Override
    public CompletionStage<Void> forget(String personId) {
        PersonKey gone =
                PersonKey.newBuilder().setPersonId(personId).setForgotten(true).build();
        return run("put", gone).thenAccept(done -> {});
    }

    private CompletionStage<PersonKey> run(String verb, PersonKey key) {
        Arguments arguments =
                new Arguments(3).text(verb).text(key.getPersonId()).message(key);
        return lane.run(Call.of(Script.PERSON_KEY, arguments, layout.region, layout.personKeys))
                .thenApply(result -> parse(Result.got(result).bytes(1)));
    }

    private static PersonKey parse(byte[] stored) {
        try {
            return PersonKey.parseFrom(stored);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A person's key cannot be read: " + e.getMessage(), e);
        }
    }
}
