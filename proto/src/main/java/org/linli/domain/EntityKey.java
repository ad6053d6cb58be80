package org.linli.domain;

/** The key of an entity within its region, such as {@code order:520181-order-…} or {@code calendar:v-1}. */
public final class EntityKey {
    public static final String POLICY = "policy:current";
    /** The region's emergency: the one that runs, or the last. */
    public static final String EMERGENCY = "emergency:current";

    private EntityKey() {}

    public static String order(String orderId) {
        return "order:" + orderId;
    }

    public static String profile(String personId) {
        return "profile:" + personId;
    }

    public static String calendar(String volunteerId) {
        return "calendar:" + volunteerId;
    }

    public static String account(String accountId) {
        return "account:" + accountId;
    }

    /** Whether it is that of a record: written once, looked up by its key alone, and loaded by nobody who starts. */
    public static boolean isRecord(String key) {
        return isPosting(key) || key.startsWith("ledger:");
    }

    public static boolean isPosting(String key) {
        return key.startsWith("posting:");
    }

    public static String posting(String visitId) {
        return "posting:" + visitId;
    }

    public static String ledger(String accountId, long number) {
        return "ledger:" + accountId + ':' + number;
    }

    public static String activity(String activityId) {
        return "activity:" + activityId;
    }

    /** An order that comes again. */
    public static String series(String seriesId) {
        return "series:" + seriesId;
    }

    public static String team(String teamId) {
        return "team:" + teamId;
    }

    public static String organisation(String organisationId) {
        return "organisation:" + organisationId;
    }

    public static String personKey(String personId) {
        return "key:" + personId;
    }

    /** A person's sign-ins. */
    public static String access(String personId) {
        return "access:" + personId;
    }

    /** Who read what of a person. */
    public static String readings(String personId) {
        return "readings:" + personId;
    }

    /** The tables that a person stood in when they were taken out. */
    public static String exports(String personId) {
        return "exports:" + personId;
    }

    /** What was sent about an order. */
    public static String messages(String orderId) {
        return "messages:" + orderId;
    }

    /** How far a receiver of webhooks has been told. */
    public static String webhook(String name) {
        return "webhook:" + name;
    }

    /** A help button or a tag. */
    public static String device(String deviceId) {
        return "device:" + deviceId;
    }

    /** Who may bring requests through the GeoReport door. */
    public static String apiKey(String id) {
        return "api-key:" + id;
    }

    /** A visit that is entered afterwards. */
    public static String late(String lateId) {
        return "late:" + lateId;
    }

    /** The scan of a late entry, until somebody decides. */
    public static String lateScan(String lateId) {
        return "late-scan:" + lateId;
    }

    /** How many late entries count for a person. */
    public static String lateDays(String personId) {
        return "late-days:" + personId;
    }

    /** The part before the first colon: the kind of entity. */
    public static String kind(String key) {
        return key.substring(0, key.indexOf(':'));
    }

    /** The part after the first colon. */
    public static String id(String key) {
        return key.substring(key.indexOf(':') + 1);
    }
}
