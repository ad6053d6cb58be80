package org.linli.matcher.registry.redis;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.matcher.registry.store.StoredReply;
import org.linli.proto.Change;
import org.linli.proto.Command;
import org.linli.proto.Entity;
import org.linli.proto.Entry;
import org.linli.proto.Reply;
import org.linli.proto.Timer;

/** What the scripts write, read back: texts of numbers between colons, with a message of Protocol Buffers behind. */
final class Coding {
    private Coding() {}

    /** A body as the read script gives it: absent, only a version, or whole. */
    static Versioned versioned(String key, @Nullable Object body) {
        if (body == null) {
            return Versioned.absent(key);
        }
        Cursor cursor = new Cursor((byte[]) body);
        long version = cursor.number();
        if (cursor.atEnd()) {
            return new Versioned(key, version, 0, Entity.getDefaultInstance());
        }
        long sequence = cursor.number();
        return new Versioned(key, version, sequence, entity(key, cursor.rest()));
    }

    static StoredReply storedReply(byte[] stored) {
        Cursor cursor = new Cursor(stored);
        long generation = cursor.number();
        long sequence = cursor.number();
        ByteString hash = cursor.take((int) cursor.number());
        try {
            Reply reply = Reply.parseFrom(cursor.rest());
            return new StoredReply(
                    hash,
                    reply.toBuilder()
                            .setGeneration(generation)
                            .setSequence(sequence)
                            .build());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A stored reply cannot be read: " + e.getMessage(), e);
        }
    }

    /** An element of the stream: its id and its fields, as XRANGE gives them. */
    static Entry entry(List<Object> element) {
        String id = Result.textOf(element.get(0));
        int dash = id.indexOf('-');
        List<Object> fields = Result.listOf(element.get(1));
        Entry.Builder entry = Entry.newBuilder()
                .setGeneration(Long.parseLong(id.substring(0, dash)))
                .setSequence(Long.parseLong(id.substring(dash + 1)))
                .setAtMs(Long.parseLong(Result.textOf(fields.get(1))))
                .setPolicyVersion(Long.parseLong(Result.textOf(fields.get(3))))
                .setLeaseEpoch(Long.parseLong(Result.textOf(fields.get(5))));
        try {
            entry.setCause(Command.parseFrom((byte[]) fields.get(7)));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The cause of entry " + id + " cannot be read: " + e.getMessage(), e);
        }
        for (int i = 8; i < fields.size(); i += 2) {
            Versioned after = versioned(Result.textOf(fields.get(i)), fields.get(i + 1));
            entry.addChanges(Change.newBuilder()
                    .setKey(after.key())
                    .setVersion(after.version())
                    .setAfter(after.entity()));
        }
        return entry.build();
    }

    static List<Versioned> pairs(List<Object> keysAndBodies) {
        List<Versioned> entities = new ArrayList<>(keysAndBodies.size() / 2);
        for (int i = 0; i < keysAndBodies.size(); i += 2) {
            entities.add(versioned(Result.textOf(keysAndBodies.get(i)), keysAndBodies.get(i + 1)));
        }
        return entities;
    }

    /** A timer is known by its kind and subject. */
    static String timerMember(Timer.Kind kind, String subject) {
        return kind.getNumber() + ":" + subject;
    }

    static Timer timer(String member, String dueMs) {
        int colon = member.indexOf(':');
        return Timer.newBuilder()
                .setKindValue(Integer.parseInt(member.substring(0, colon)))
                .setSubject(member.substring(colon + 1))
                .setDueMs((long) Double.parseDouble(dueMs))
                .build();
    }

    private static Entity entity(String key, ByteString payload) {
        try {
            return Entity.parseFrom(payload);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The entity " + key + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads along one value. */
    private static final class Cursor {
        private final byte[] bytes;
        private int at;

        Cursor(byte[] bytes) {
            this.bytes = bytes;
        }

        /** A decimal number and the colon behind it, if there is one. */
        long number() {
            long value = 0;
            while (at < bytes.length && bytes[at] != ':') {
                value = value * 10 + (bytes[at++] - '0');
            }
            at++;
            return value;
        }

        boolean atEnd() {
            return at > bytes.length;
        }

        ByteString take(int length) {
            ByteString taken = ByteString.copyFrom(bytes, at, length);
            at += length;
            return taken;
        }

        ByteString rest() {
            return ByteString.copyFrom(bytes, at, bytes.length - at);
        }
    }
}
