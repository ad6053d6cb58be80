package org.linli.matcher.registry.archive;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import org.linli.proto.Entry;

/** Where an entry stands in the log, read from its bytes without the rest of it. */
record EntryPlace(long generation, long sequence) {
    /** Throws where the bytes are not those of an entry as far as its place. */
    static EntryPlace of(byte[] entry) throws InvalidProtocolBufferException {
        CodedInputStream in = CodedInputStream.newInstance(entry);
        long generation = 0;
        long sequence = 0;
        try {
            for (int tag = in.readTag(); tag != 0 && (generation == 0 || sequence == 0); tag = in.readTag()) {
                switch (tag >>> 3) {
                    case Entry.GENERATION_FIELD_NUMBER -> generation = in.readUInt64();
                    case Entry.SEQUENCE_FIELD_NUMBER -> sequence = in.readUInt64();
                    default -> in.skipField(tag);
                }
            }
        } catch (InvalidProtocolBufferException broken) {
            throw broken;
        } catch (IOException impossible) {
            throw new InvalidProtocolBufferException(impossible);
        }
        return new EntryPlace(generation, sequence);
    }
}
