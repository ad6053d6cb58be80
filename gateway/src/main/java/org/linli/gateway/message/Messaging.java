package org.linli.gateway.message;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.linli.matcher.Loop;
import org.linli.matcher.registry.Registry;
import org.linli.proto.MessageChannel;

/** A node's part in messages: its carriers, the ladder, and who is told by webhooks. Without carriers only the console. */
public final class Messaging implements Mailroom, AutoCloseable {
    /** A carrier that takes longer is asked again, under the same key. */
    static final long CALL_MS = 5_000;

    private final MessageSettings settings;
    private final HttpPost post;
    private final MessageMeters meters;
    private final Map<MessageChannel, Carrier> carriers = new EnumMap<>(MessageChannel.class);
    private final Ladder ladder;
    private final CallUps callUps;
    private final Inbox inbox;
    private final List<Courier> couriers = new ArrayList<>();
    private final Vertx vertx;

    /**
     * What messages need of the node.
     *
     * @param self  the node's name, unique over time
     * @param nowMs Unix milliseconds
     * @param owners who has a telephone number
     */
    public record Parts(
            Vertx vertx,
            Registry registry,
            Courier.LogSource log,
            MeterRegistry meters,
            String self,
            LongSupplier nowMs,
            RandomGenerator chance,
            Function<String, CompletionStage<List<String>>> owners) {}

    public Messaging(MessageSettings settings, Parts parts, Ladder.Parts ladderParts) {
        this.settings = settings;
        this.vertx = parts.vertx();
        this.post = new HttpPost(parts.vertx(), CALL_MS);
        this.meters = new MessageMeters(parts.meters());
        Loop loop = ladderParts.loop();
        settings.carriers()
                .forEach((channel, carrier) -> carriers.put(
                        channel, new SteadyCarrier(adapter(channel, carrier, parts.nowMs()), loop, parts.chance())));
        Sending sending = new Sending(loop, parts.registry(), carriers, Ladder.costs(settings), meters);
        CarrierSettings bound = settings.numbers();
        NumberDesk numbers = bound == null
                ? null
                : new NumberDesk(ladderParts, new JsonNumbers(bound, post), parts.registry(), sending);
        this.ladder = new Ladder(ladderParts, sending, numbers);
        this.callUps = new CallUps(ladderParts, sending);
        this.inbox = new Inbox(ladderParts, parts.registry(), sending, ladder, parts.owners());
        for (MessageSettings.Webhook webhook : settings.webhooks()) {
            couriers.add(new Courier(
                    webhook,
                    new Courier.Parts(
                            loop,
                            parts.registry(),
                            parts.log(),
                            post,
                            parts.self(),
                            parts.nowMs(),
                            parts.chance(),
                            meters)));
        }
    }

    private Carrier adapter(MessageChannel channel, CarrierSettings carrier, LongSupplier nowMs) {
        return channel == MessageChannel.MESSAGE_CHANNEL_WECHAT
                ? new WeChatCarrier(carrier, post, new WeChatToken(carrier, post, nowMs))
                : new JsonCarrier(carrier, post);
    }

    /** Follows the log where there is anybody to tell. */
    public void start(Registry registry) {
        if (!carriers.isEmpty() || settings.numbers() != null) {
            registry.follow(ladder);
            registry.follow(callUps);
        }
        couriers.forEach(Courier::start);
    }

    /** By which sign-in codes go out. */
    public MessagePort port() {
        Carrier sms = carriers.get(MessageChannel.MESSAGE_CHANNEL_SMS);
        CarrierSettings contract = settings.carriers().get(MessageChannel.MESSAGE_CHANNEL_SMS);
        return sms == null || contract == null
                ? new ConsoleMessages()
                : new CarriedMessages(vertx, sms, contract.costMilli(), meters);
    }

    @Override
    public Optional<CarrierSettings> find(String name) {
        return settings.find(name);
    }

    @Override
    public Set<MessageChannel> channels() {
        return Set.copyOf(carriers.keySet());
    }

    @Override
    public CompletionStage<Void> receipt(CarrierSettings carrier, Receipt receipt) {
        return inbox.receipt(carrier, receipt);
    }

    @Override
    public CompletionStage<String> reply(CarrierSettings carrier, Said said) {
        return inbox.reply(carrier, said);
    }

    @Override
    public CompletionStage<List<DayReport.Line>> report(long fromMs, long untilMs) {
        return ladder.report(fromMs, untilMs);
    }

    /** Sends nothing more; completes when what is under way is written down, so that nobody sends it again. */
    public CompletionStage<Void> drain() {
        callUps.drain();
        return ladder.drain();
    }

    @Override
    public void close() {
        couriers.forEach(Courier::close);
        post.close();
    }
}
