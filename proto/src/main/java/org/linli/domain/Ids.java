package org.linli.domain;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Identities as text. An order is {@code region-order-UUIDv7}; its visits are {@code order.1}, {@code order.2}, …;
 * a visit's offers {@code order.1.1}, {@code order.1.2}, …. An activity is {@code region-activity-UUIDv7}, one that a
 * series makes has the day behind it, as has an order of a repeat, {@code region-series-UUIDv7}; and who takes part is {@code activity.1}, {@code activity.2}, …. A person's id is
 * chosen by who enrols the person.
 */
public final class Ids {
    private static final Pattern REGION = Pattern.compile("[0-9a-z]{1,16}");
    private static final int MOST_PERSON = 64;
    private static final String ORDER = "-order-";
    private static final String TEAM_OFFER = ".t";
    private static final int UUID_LENGTH = 36;

    private Ids() {}

    public static boolean isRegion(String text) {
        return REGION.matcher(text).matches();
    }

    /** A letter or digit of ASCII, then up to 63 of those, hyphens and underscores. */
    public static boolean isPerson(String text) {
        boolean person = !text.isEmpty() && text.length() <= MOST_PERSON && isAlphanumeric(text.charAt(0));
        for (int i = 1; person && i < text.length(); i++) {
            char c = text.charAt(i);
            person = isAlphanumeric(c) || c == '-' || c == '_';
        }
        return person;
    }

    private static boolean isAlphanumeric(char c) {
        return ('0' <= c && c <= '9') || ('A' <= c && c <= 'Z') || ('a' <= c && c <= 'z');
    }

    /** A UUIDv7 (RFC 9562) from Unix milliseconds and 74 bits of chance, of which the caller brings 128. */
    public static UUID uuidV7(long unixMs, long chanceHigh, long chanceLow) {
        long high = (unixMs << 16) | 0x7000L | (chanceHigh & 0x0FFFL);
        long low = (chanceLow & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** The Unix milliseconds of a UUIDv7, or empty for any other text. */
    public static Optional<Long> uuidV7Millis(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.version() == 7 ? Optional.of(uuid.getMostSignificantBits() >>> 16) : Optional.empty();
        } catch (IllegalArgumentException notAUuid) {
            return Optional.empty();
        }
    }

    public static String order(String region, UUID uuid) {
        return region + "-order-" + uuid;
    }

    public static String activity(String region, UUID uuid) {
        return region + "-activity-" + uuid;
    }

    public static String emergency(String region, UUID uuid) {
        return region + "-emergency-" + uuid;
    }

    public static String team(String region, UUID uuid) {
        return region + "-team-" + uuid;
    }

    public static String organisation(String region, UUID uuid) {
        return region + "-org-" + uuid;
    }

    /** An offer of an order's open seats to a team: {@code order.t1}, {@code order.t2}, …. */
    public static String teamOffer(String orderId, int number) {
        return orderId + TEAM_OFFER + number;
    }

    /** The team offer's number in its order, from 1; 0 where the id names none. */
    public static int teamOfferNumber(String id) {
        int at = id.indexOf(TEAM_OFFER);
        return at < 0 ? 0 : number(id, at + TEAM_OFFER.length(), id.length());
    }

    public static String device(String region, UUID uuid) {
        return region + "-device-" + uuid;
    }

    /** The activity that a series makes for one day. */
    public static String occurrence(String seriesId, LocalDate day) {
        return seriesId + '-' + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    /** The repeat that an order with this id begins: a name of its own, told by the order's. */
    public static String series(String orderId) {
        return orderId.replaceFirst("-order-", "-series-");
    }

    /**
     * The order that a repeat makes for one day.
     *
     * @param revision 0, or which change of its time it comes from
     */
    public static String seriesOrder(String seriesId, LocalDate day, int revision) {
        String order = occurrence(seriesId.replaceFirst("-series-", "-order-"), day);
        return revision == 0 ? order : order + '-' + revision;
    }

    /** What all orders of one repeat share: the id without day and revision; another order's id is its own. */
    public static String patternOf(String orderId) {
        int end = orderId.indexOf(ORDER) + ORDER.length() + UUID_LENGTH;
        return orderId.length() > end && orderId.charAt(end) == '-' ? orderId.substring(0, end) : orderId;
    }

    /** Whether the id, or the one that it is a part of, is an activity's. */
    public static boolean isActivity(String id) {
        return id.contains("-activity-");
    }

    /** One person's part of an activity. */
    public static String participation(String activityId, int number) {
        return activityId + '.' + number;
    }

    public static String visit(String orderId, int number) {
        return orderId + '.' + number;
    }

    public static String offer(String visitId, int number) {
        return visitId + '.' + number;
    }

    /** The order of a visit or an offer, the activity of a participation; an order's or activity's id is its own. */
    public static String orderOf(String id) {
        int dot = id.indexOf('.');
        return dot < 0 ? id : id.substring(0, dot);
    }

    /** The visit of an offer; a visit's id is its own. Throws where the id is an order's. */
    public static String visitOf(String id) {
        int first = id.indexOf('.');
        if (first < 0) {
            throw new IllegalArgumentException("id (" + id + ") is an order's, not a visit's or an offer's");
        }
        int second = id.indexOf('.', first + 1);
        return second < 0 ? id : id.substring(0, second);
    }

    /** The visit's number in its order, from 1; 0 where the id names none. */
    public static int visitNumber(String id) {
        int first = id.indexOf('.');
        if (first < 0) {
            return 0;
        }
        int second = id.indexOf('.', first + 1);
        return number(id, first + 1, second < 0 ? id.length() : second);
    }

    /** The offer's number in its visit, from 1; 0 where the id names none. */
    public static int offerNumber(String id) {
        int first = id.indexOf('.');
        int second = first < 0 ? -1 : id.indexOf('.', first + 1);
        return second < 0 ? 0 : number(id, second + 1, id.length());
    }

    private static int number(String text, int from, int to) {
        if (to - from < 1 || to - from > 6) {
            return 0;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
