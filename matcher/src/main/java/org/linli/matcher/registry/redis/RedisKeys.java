package org.linli.matcher.registry.redis;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
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
    public CompletionStage<List<PersonKey>> settle(List<PersonKey> given) {
        Arguments arguments = new Arguments(1 + 4 * given.size()).text("settle");
        for (PersonKey key : given) {
            arguments.text(key.getPersonId());
            if (key.getWrapped().isEmpty()) {
                arguments.text("");
            } else {
                arguments.message(key);
            }
        }
        return lane.run(call(arguments)).thenApply(result -> {
            List<Object> stored = Result.got(result).list(1);
            List<PersonKey> count = new ArrayList<>(given.size());
            for (int i = 0; i < given.size(); i++) {
                count.add(parse((byte[]) stored.get(i)));
            }
            return count;
        });
    }

    @Override
    public CompletionStage<Void> forget(String personId) {
        PersonKey gone =
                PersonKey.newBuilder().setPersonId(personId).setForgotten(true).build();
        return lane.run(call(new Arguments(3).text("put").text(personId).message(gone)))
                .thenAccept(Result::got);
    }

    private Call call(Arguments arguments) {
        return Call.of(Script.PERSON_KEY, arguments, layout.region, layout.personKeys);
    }

    private static PersonKey parse(byte[] stored) {
        try {
            return PersonKey.parseFrom(stored);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A person's key cannot be read: " + e.getMessage(), e);
        }
    }
}
