package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.domain.Wgs84;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.enrol.Cells;
import org.linli.gateway.enrol.SkillWords;
import org.linli.gateway.frame.Spots;
import org.linli.proto.Gender;
import org.linli.proto.OrderPrivate;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Priority;
import org.linli.proto.SkillLevel;
import org.linli.proto.Window;

/** An order's row, read. The resident is named by id or by telephone; the place is the row's, else the resident's home. */
final class OrderRow {
    private static final int MAX_MINUTES = 1440;
    private static final int MAX_PEOPLE = 20;
    private static final long SLACK_MS = 2 * 3600 * 1000L;
    private static final Map<String, Priority> PRIORITIES = priorities();
    private static final Map<String, Gender> GENDERS = Map.of(
            "女", Gender.GENDER_FEMALE,
            "男", Gender.GENDER_MALE,
            "不限", Gender.GENDER_UNSPECIFIED,
            "FEMALE", Gender.GENDER_FEMALE,
            "MALE", Gender.GENDER_MALE);

    /** Of an order that is there already; a new one has none. */
    final String id;

    final String residentId;
    final String residentName;
    final String phone;
    final String preferred;
    final @Nullable Place place;
    private final Cells cells;
    private final String reference;
    private final String service;
    private final @Nullable Instant start;
    private final @Nullable Instant end;
    private final int minutes;
    private final int people;
    private final Priority priority;
    private final List<SkillLevel> skills;
    private final Gender gender;
    private final String community;
    private final String address;
    private final String notes;

    OrderRow(Cells cells, ImportRequest request, RegionPolicy policy) {
        this.cells = cells;
        this.reference = cells.text("reference", 64);
        this.id = cells.plain("id");
        this.residentId = person(cells, "residentId");
        this.residentName = cells.text("residentName", 64);
        this.phone = cells.phone("phone");
        this.service = service(cells, policy);
        this.start = cells.moment("start", policy.zone());
        this.end = cells.moment("end", policy.zone());
        int usual = policy.findService(service)
                .map(RegionPolicy.Service::defaultMinutes)
                .orElse(30);
        this.minutes = cells.whole("minutes", 1, MAX_MINUTES, usual);
        this.people = cells.whole("people", 1, MAX_PEOPLE, 1);
        this.priority = cells.word("priority", PRIORITIES, Priority.PRIORITY_ROUTINE);
        this.skills = SkillWords.skills(cells, "skills", policy);
        this.gender = cells.word("gender", GENDERS, Gender.GENDER_UNSPECIFIED);
        this.preferred = cells.plain("preferVolunteer");
        this.community = cells.has("community") ? cells.text("community", 64) : request.community();
        this.address = cells.text("address", 200);
        this.notes = cells.text("notes", 2000);
        Wgs84 at = cells.place(request.crs());
        this.place = at == null ? null : Spots.place(at);
        if (residentId.isEmpty() && phone.isEmpty() && !cells.has("residentId") && !cells.has("phone")) {
            cells.fault("phone", "居民编号或电话至少填一项", "is empty: fill the resident's id or telephone", 0);
        }
        if (start == null && !cells.has("start")) {
            cells.fault("start", "请填开始时间，例如 2026-11-25 09:00", "is empty: write a time such as 2026-11-25 09:00", 0);
        }
    }

    private static Map<String, Priority> priorities() {
        Map<String, Priority> words = new LinkedHashMap<>();
        words.put("普通", Priority.PRIORITY_ROUTINE);
        words.put("尽快", Priority.PRIORITY_SOON);
        words.put("加急", Priority.PRIORITY_URGENT);
        words.put("批量", Priority.PRIORITY_BULK);
        words.put("ROUTINE", Priority.PRIORITY_ROUTINE);
        words.put("SOON", Priority.PRIORITY_SOON);
        words.put("URGENT", Priority.PRIORITY_URGENT);
        words.put("BULK", Priority.PRIORITY_BULK);
        return words;
    }

    private static String person(Cells cells, String column) {
        String id = cells.plain(column);
        return id.isEmpty() || Ids.isPerson(id)
                ? id
                : cells.fault(column, "编号只能用字母、数字、- 和 _", "may have letters, digits, - and _ only", "");
    }

    private static String service(Cells cells, RegionPolicy policy) {
        String word = cells.plain("service");
        Optional<String> code = policy.services().values().stream()
                .filter(service -> word.equalsIgnoreCase(service.code())
                        || word.equals(service.name())
                        || word.equalsIgnoreCase(service.nameEn()))
                .map(RegionPolicy.Service::code)
                .findFirst();
        if (code.isPresent()) {
            return code.get();
        }
        String known = String.join(
                "、",
                policy.services().values().stream()
                        .map(RegionPolicy.Service::name)
                        .toList());
        return cells.fault("service", "没有这项服务，可填：" + known, "is no service; the region has: " + known, "");
    }

    /** What is asked for, at the row's place or at the resident's home. */
    OrderRequest request(Place at, String homeCommunity, String volunteerId) {
        long startMs = start == null ? 0 : start.toEpochMilli();
        long slack = Math.max(SLACK_MS, 2L * minutes * 60_000);
        return OrderRequest.newBuilder()
                .setService(service)
                .setLocation(at)
                .setWindow(Window.newBuilder()
                        .setStartMs(startMs)
                        .setEndMs(end == null ? startMs + slack : end.toEpochMilli()))
                .setDurationMinutes(minutes)
                .setPeople(people)
                .setPriority(priority)
                .addAllSkills(skills)
                .addAllLanguages(cells.list("languages"))
                .setGenderPreference(gender)
                .setPreferVolunteer(volunteerId)
                .setCommunity(homeCommunity.isEmpty() ? community : homeCommunity)
                .build();
    }

    OrderPrivate.Builder secrets() {
        return OrderPrivate.newBuilder().setAddress(address).setNotes(notes).setPhone(phone);
    }

    /**
     * The same row makes the same order: by its reference and start, or, without a reference, by all that it says.
     *
     * @param digest keyed, so that a reference that is a telephone number cannot be told from an order's id
     */
    String orderId(String region, Sealing digest) {
        if (!id.isEmpty()) {
            return id;
        }
        long startMs = start == null ? 0 : start.toEpochMilli();
        String identity = reference.isEmpty() ? said() : reference + '\n' + startMs;
        ByteString bytes = digest.digest("order-import", identity);
        return Ids.order(region, Ids.uuidV7(startMs, word(bytes, 0), word(bytes, 8)));
    }

    private String said() {
        JsonObject all = new JsonObject();
        for (String column : List.of("residentId", "phone", "residentName", "service", "start", "address")) {
            all.put(column, cells.plain(column));
        }
        return all.encode();
    }

    private static long word(ByteString bytes, int from) {
        return bytes.substring(from, from + 8).asReadOnlyByteBuffer().getLong();
    }

    private static long minute(long ms) {
        return ms / 60_000;
    }

    /** Whether the order that is there is what the row asks for, as far as a row says it. */
    static boolean isSame(OrderRequest stored, OrderRequest asked) {
        return stored.getService().equals(asked.getService())
                && minute(stored.getWindow().getStartMs())
                        == minute(asked.getWindow().getStartMs())
                && minute(stored.getWindow().getEndMs())
                        == minute(asked.getWindow().getEndMs())
                && stored.getDurationMinutes() == asked.getDurationMinutes()
                && stored.getPeople() == asked.getPeople()
                && stored.getPriority() == asked.getPriority()
                && stored.getLocation().equals(asked.getLocation());
    }
}
