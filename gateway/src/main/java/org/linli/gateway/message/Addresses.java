package org.linli.gateway.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linli.proto.Channel;
import org.linli.proto.MessageChannel;
import org.linli.proto.Order;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;

/** By which channels somebody may be reached, and where. */
final class Addresses {
    /** Who helps has a telephone that reads; who is helped is often better called. */
    private static final List<MessageChannel> VOLUNTEERS = List.of(
            MessageChannel.MESSAGE_CHANNEL_WECHAT,
            MessageChannel.MESSAGE_CHANNEL_SMS,
            MessageChannel.MESSAGE_CHANNEL_VOICE);

    private static final List<MessageChannel> RESIDENTS =
            List.of(MessageChannel.MESSAGE_CHANNEL_SMS, MessageChannel.MESSAGE_CHANNEL_VOICE);

    private Addresses() {}

    /** The channels of which the region has a carrier, as the person wishes, else as is usual; empty: by none. */
    static List<MessageChannel> channels(
            Occasion occasion, Order order, Optional<Profile> profile, Set<MessageChannel> carried) {
        List<MessageChannel> wished = profile.map(Profile::getMessages)
                .map(wishes -> wishes.getChannelsList().stream().distinct().toList())
                .orElse(List.of());
        List<MessageChannel> channels = new ArrayList<>(wished.isEmpty() ? usual(occasion, order) : wished);
        channels.retainAll(carried);
        return channels;
    }

    private static List<MessageChannel> usual(Occasion occasion, Order order) {
        if (!occasion.recipient().equals(order.getResidentId())) {
            return VOLUNTEERS;
        }
        return hasPage(order) ? List.of() : RESIDENTS;
    }

    /** Whoever ordered for themselves on a page has one, and sees there what happens. */
    private static boolean hasPage(Order order) {
        return order.getActor().getChannel() == Channel.CHANNEL_WEB
                && order.getActor().getSubject().equals(order.getResidentId());
    }

    /** Where the channel finds the person; empty where it cannot. The order may name a number of its own. */
    static String address(MessageChannel channel, ProfilePrivate person, String orderPhone) {
        if (channel == MessageChannel.MESSAGE_CHANNEL_WECHAT) {
            return person.getWechatOpenId();
        }
        return orderPhone.isEmpty() ? person.getPhone() : orderPhone;
    }

    /** As the person wishes; without a wish, whoever speaks English and no Chinese reads English. */
    static boolean readsEnglish(Optional<Profile> profile) {
        String wished = profile.map(Profile::getMessageLanguage).orElse("");
        return wished.isEmpty() ? speaksEnglishAlone(profile) : wished.equals("en");
    }

    private static boolean speaksEnglishAlone(Optional<Profile> profile) {
        List<String> languages = profile.map(file -> file.hasVolunteer()
                        ? file.getVolunteer().getLanguagesList().stream().toList()
                        : file.getResident().getLanguagesList().stream().toList())
                .orElse(List.of());
        return languages.contains("en") && !languages.contains("zh");
    }
}
