package org.linli.matcher.registry.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One run of a script. */
record Call(Script script, Arguments keys, Arguments arguments) {
    static Call of(Script script, Arguments arguments, byte[]... keys) {
        Arguments all = new Arguments(2 * keys.length);
        for (byte[] key : keys) {
            all.raw(key);
        }
        return new Call(script, all, arguments);
    }

    /** By the script's digest, or whole where the server does not know it yet. */
    Command<byte[], byte[], List<Object>> command(boolean whole) {
        return new Request(this, whole);
    }

    /** Writes itself to the socket's buffer in a few pieces. */
    private static final class Request extends Command<byte[], byte[], List<Object>> {
        private final Call call;
        private final boolean whole;

        Request(Call call, boolean whole) {
            super(whole ? CommandType.EVAL : CommandType.EVALSHA, new NestedMultiOutput<>(ByteArrayCodec.INSTANCE));
            this.call = call;
            this.whole = whole;
        }

        @Override
        public void encode(ByteBuf buffer) {
            int parts = 3 + call.keys.count() + call.arguments.count();
            buffer.writeBytes(("*" + parts + "\r\n").getBytes(StandardCharsets.US_ASCII));
            (whole ? call.script.evaluation() : call.script.evaluationByDigest()).writeTo(buffer);
            new Arguments(1).number(call.keys.count()).writeTo(buffer);
            call.keys.writeTo(buffer);
            call.arguments.writeTo(buffer);
        }
    }
}
