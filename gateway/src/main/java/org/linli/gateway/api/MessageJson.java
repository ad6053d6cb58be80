package org.linli.gateway.api;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Words;
import org.linli.proto.MessageChannel;
import org.linli.proto.MessageWishes;
import org.linli.proto.Profile;

/** How somebody wants to be reached, between JSON and the registry's words. */
final class MessageJson {
    private static final int MOST_CHANNELS = 3;
    private static final int HOUR_MINUTES = 60;

    private MessageJson() {}

    /**
     * {@code "messages":{"channels":["SMS"],"quietFrom":"22:00","quietUntil":"07:00","language":"zh"}} into the file; nothing
     * where it is left out.
     */
    static void read(Fields body, Profile.Builder part) {
        body.object("messages")
                .ifPresent(wishes -> part.setMessages(wishes(wishes)).setMessageLanguage(language(wishes)));
    }

    private static MessageWishes wishes(Fields wishes) {
        MessageWishes.Builder read = MessageWishes.newBuilder()
                .setQuietFromMinute(minute(wishes, "quietFrom"))
                .setQuietUntilMinute(minute(wishes, "quietUntil"));
        wishes.texts("channels", MOST_CHANNELS, 16)
                .forEach(word -> channel(wishes, word).ifPresent(read::addChannels));
        return read.build();
    }

    private static String language(Fields wishes) {
        String language = wishes.text("language", 16);
        return language.isEmpty() || language.equals("zh") || language.equals("en")
                ? language
                : wishes.fault("language", "应为 zh 或 en", "must be zh or en", "");
    }

    private static Optional<MessageChannel> channel(Fields wishes, String word) {
        return switch (word) {
            case "SMS" -> Optional.of(MessageChannel.MESSAGE_CHANNEL_SMS);
            case "VOICE" -> Optional.of(MessageChannel.MESSAGE_CHANNEL_VOICE);
            case "WECHAT" -> Optional.of(MessageChannel.MESSAGE_CHANNEL_WECHAT);
            default ->
                wishes.fault("channels", "应为 SMS、VOICE 或 WECHAT", "must be SMS, VOICE or WECHAT", Optional.empty());
        };
    }

    private static int minute(Fields wishes, String name) {
        String text = wishes.text(name, 5);
        if (text.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
            return Integer.parseInt(text.substring(0, 2)) * HOUR_MINUTES + Integer.parseInt(text.substring(3));
        }
        return text.isEmpty() ? 0 : wishes.fault(name, "应为 22:00 这样的时刻", "must be a time of day such as 22:00", 0);
    }

    /** Adds the wishes to a person's file, where there are any. */
    static void put(JsonObject json, Profile profile) {
        if (!profile.hasMessages()) {
            return;
        }
        MessageWishes wishes = profile.getMessages();
        JsonObject messages = new JsonObject()
                .put("channels", Json.array(wishes.getChannelsList(), one -> Words.of(one, "MESSAGE_CHANNEL_")));
        if (wishes.getQuietFromMinute() != wishes.getQuietUntilMinute()) {
            messages.put("quietFrom", clock(wishes.getQuietFromMinute()))
                    .put("quietUntil", clock(wishes.getQuietUntilMinute()));
        }
        Json.text(messages, "language", profile.getMessageLanguage());
        json.put("messages", messages);
    }

    private static String clock(int minute) {
        return "%02d:%02d".formatted(minute / HOUR_MINUTES, minute % HOUR_MINUTES);
    }
}
