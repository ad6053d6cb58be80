package org.linli.gateway.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.linli.matcher.cluster.Bus;

/** The bus between nodes, on the Vert.x event bus: clustered where Vert.x is. Safe to call from any thread. */
public final class VertxBus implements Bus {
    private static final int NO_ANSWER = 1;

    private final Vertx vertx;
    private final String self;

    public VertxBus(Vertx vertx, String self) {
        this.vertx = vertx;
        this.self = self;
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public void publish(String address, byte[] message) {
        vertx.eventBus().publish(address, Buffer.buffer(message));
    }

    @Override
    public CompletionStage<byte[]> ask(String address, byte[] message, long timeoutMs) {
        return vertx.eventBus()
                .<Buffer>request(address, Buffer.buffer(message), new DeliveryOptions().setSendTimeout(timeoutMs))
                .map(answer -> answer.body().getBytes())
                .toCompletionStage();
    }

    @Override
    public AutoCloseable listen(String address, Consumer<byte[]> handler) {
        return closing(vertx.eventBus()
                .<Buffer>consumer(
                        address, message -> handler.accept(message.body().getBytes())));
    }

    @Override
    public AutoCloseable answer(String address, Function<byte[], CompletionStage<byte[]>> handler) {
        return closing(vertx.eventBus()
                .<Buffer>consumer(
                        address,
                        message -> Future.fromCompletionStage(
                                        handler.apply(message.body().getBytes()), vertx.getOrCreateContext())
                                .onSuccess(answer -> message.reply(Buffer.buffer(answer)))
                                .onFailure(cause -> message.fail(NO_ANSWER, String.valueOf(cause.getMessage())))));
    }

    private static AutoCloseable closing(MessageConsumer<Buffer> consumer) {
        return consumer::unregister;
    }
}
