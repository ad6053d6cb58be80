package org.linli.matcher.cluster;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.linli.proto.ZoneDifference;
import org.linli.proto.ZoneProblem;

/**
 * Improves zones for other nodes: a problem comes as a message, and the best that its search found goes back as
 * differences, each with its length before it. Safe for any thread.
 */
public final class ZoneHelp implements AutoCloseable {
    private final ZoneSolving here;
    private final AutoCloseable answering;

    public ZoneHelp(Bus bus, ZoneSolving here) {
        this.here = here;
        answering = bus.answer(address(bus.self()), this::answer);
    }

    static String address(String node) {
        return "zone-solve." + node;
    }

    private CompletionStage<byte[]> answer(byte[] message) {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        try {
            AtomicReference<List<ZoneDifference>> last = new AtomicReference<>(List.of());
            here.solve(
                    ZoneProblem.parseFrom(message),
                    last::set,
                    () -> answer.complete(bytes(Objects.requireNonNull(last.get()))));
        } catch (InvalidProtocolBufferException garbled) {
            answer.completeExceptionally(garbled);
        }
        return answer;
    }

    static byte[] bytes(List<ZoneDifference> differences) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            for (ZoneDifference difference : differences) {
                difference.writeDelimitedTo(bytes);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static List<ZoneDifference> differences(byte[] bytes) throws InvalidProtocolBufferException {
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(bytes);
            List<ZoneDifference> differences = new ArrayList<>();
            for (ZoneDifference next = ZoneDifference.parseDelimitedFrom(in);
                    next != null;
                    next = ZoneDifference.parseDelimitedFrom(in)) {
                differences.add(next);
            }
            return differences;
        } catch (InvalidProtocolBufferException garbled) {
            throw garbled;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() throws Exception {
        answering.close();
    }
}
