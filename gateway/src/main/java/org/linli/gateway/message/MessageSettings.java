package org.linli.gateway.message;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.proto.MessageChannel;

/**
 * All carriers and receivers of webhooks, from one JSON file.
 *
 * @param carriers one for a channel at most
 * @param numbers  what binds numbers that stand for others; null: people see each other's own, masked
 * @param webhooks who is told of orders' and visits' changes
 */
public record MessageSettings(
        Map<MessageChannel, CarrierSettings> carriers,
        @Nullable CarrierSettings numbers,
        List<Webhook> webhooks) {
    /** Nothing: messages go to the log, and nobody outside is told. */
    public static final MessageSettings NONE = new MessageSettings(Map.of(), null, List.of());

    /** A region has one receiver, rarely two; each reads the log for itself. */
    private static final int MOST_WEBHOOKS = 8;

    /**
     * Who is told of changes.
     *
     * @param secret what is signed with, see {@link StandardWebhooks}
     */
    public record Webhook(String name, String url, String secret) {
        public Webhook {
            CarrierSettings.checkUrl(name, url);
            CarrierSettings.checkSecret(name, secret);
        }

        @Override
        public String toString() {
            return "Webhook[" + name + ']';
        }
    }

    public MessageSettings {
        carriers = Map.copyOf(carriers);
        webhooks = List.copyOf(webhooks);
    }

    /** The carrier of a name that callbacks use. */
    public Optional<CarrierSettings> find(String name) {
        return carriers.values().stream()
                .filter(carrier -> carrier.name().equals(name))
                .findFirst();
    }

    /** Throws {@link IllegalArgumentException} in one line: which value, and what to do. */
    public static MessageSettings parse(JsonObject json) {
        Map<MessageChannel, CarrierSettings> carriers = new HashMap<>();
        CarrierSettings numbers = null;
        Set<String> names = new HashSet<>();
        for (JsonObject one : objects(json, "carriers")) {
            CarrierSettings carrier = carrier(one);
            unique(names, carrier.name());
            if (carrier.channel() == MessageChannel.MESSAGE_CHANNEL_UNSPECIFIED && numbers == null) {
                numbers = carrier;
            } else if (carrier.channel() == MessageChannel.MESSAGE_CHANNEL_UNSPECIFIED
                    || carriers.put(carrier.channel(), carrier) != null) {
                throw new IllegalArgumentException(
                        carrier.name() + ": channel (" + one.getString("channel") + ") has a carrier already");
            }
        }
        List<Webhook> webhooks = new ArrayList<>();
        for (JsonObject one : objects(json, "webhooks")) {
            webhooks.add(new Webhook(text(one, "name"), text(one, "url"), text(one, "secret")));
            unique(names, text(one, "name"));
        }
        if (webhooks.size() > MOST_WEBHOOKS) {
            throw new IllegalArgumentException("webhooks (" + webhooks.size() + ") may be " + MOST_WEBHOOKS);
        }
        return new MessageSettings(carriers, numbers, webhooks);
    }

    private static CarrierSettings carrier(JsonObject json) {
        Map<String, String> templates = new HashMap<>();
        json.getJsonObject("templates", new JsonObject())
                .forEach(template -> templates.put(template.getKey(), String.valueOf(template.getValue())));
        return new CarrierSettings(
                text(json, "name"),
                channel(text(json, "channel")),
                text(json, "url"),
                json.getString("appId", ""),
                text(json, "key"),
                json.getString("secret", ""),
                templates,
                json.getLong("costMilli", 0L));
    }

    private static MessageChannel channel(String word) {
        return switch (word) {
            case "SMS" -> MessageChannel.MESSAGE_CHANNEL_SMS;
            case "VOICE" -> MessageChannel.MESSAGE_CHANNEL_VOICE;
            case "WECHAT" -> MessageChannel.MESSAGE_CHANNEL_WECHAT;
            case "NUMBERS" -> MessageChannel.MESSAGE_CHANNEL_UNSPECIFIED;
            default ->
                throw new IllegalArgumentException("channel (" + word + ") must be SMS, VOICE, WECHAT or NUMBERS");
        };
    }

    private static List<JsonObject> objects(JsonObject json, String name) {
        List<JsonObject> objects = new ArrayList<>();
        for (Object one : json.getJsonArray(name, new JsonArray())) {
            if (!(one instanceof JsonObject object)) {
                throw new IllegalArgumentException(name + " must be a list of objects");
            }
            objects.add(object);
        }
        return objects;
    }

    private static String text(JsonObject json, String name) {
        if (json.getValue(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException(json.getString("name", "a carrier") + ": " + name + " is required");
    }

    private static void unique(Set<String> names, String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("name (" + name + ") stands twice");
        }
    }
}
