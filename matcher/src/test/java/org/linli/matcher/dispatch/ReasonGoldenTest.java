package org.linli.matcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.dispatch.Scene.in;
import static org.linli.matcher.dispatch.Town.HOUR;
import static org.linli.matcher.dispatch.Town.START;
import static org.linli.matcher.dispatch.Town.at;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.proto.Candidate;
import org.linli.proto.Gender;
import org.linli.proto.Hold;
import org.linli.proto.Offer;
import org.linli.proto.OfferScore;
import org.linli.proto.OfferState;
import org.linli.proto.Paper;
import org.linli.proto.Reason;
import org.linli.proto.ScorePart;
import org.linli.proto.Served;
import org.linli.proto.SkillClaim;
import org.linli.proto.SkillLevel;
import org.linli.proto.Visit;
import org.linli.proto.VisitExplanation;
import org.linli.proto.VisitState;
import org.linli.proto.VolunteerState;

/**
 * What is said when one rule is flipped at a time, in both languages, held against {@code reasons_golden_zh.txt} and
 * {@code reasons_golden_en.txt}. With {@code -Dlinli.golden=DIRECTORY} they are written there instead.
 */
class ReasonGoldenTest {
    private static final Map<String, String> NAMES_ZH = Map.of("v-1", "李明", "v-2", "王芳");
    private static final Map<String, String> NAMES_EN = Map.of("v-1", "Li Ming", "v-2", "Wang Fang");

    private static Scene two() {
        return new Scene().volunteer("v-1", at(300, 0));
    }

    private static Scene one(Consumer<Scene.Person> change) {
        return new Scene().volunteer("v-1", at(300, 0), change);
    }

    private static SkillLevel skill(String code, int level) {
        return SkillLevel.newBuilder().setSkill(code).setLevel(level).build();
    }

    private static SkillClaim claim(String code, int level) {
        return SkillClaim.newBuilder().setSkill(code).setLevel(level).build();
    }

    private static void nurse(Scene.Person one) {
        one.file
                .addSkills(claim("nursing", 1).toBuilder().setVerified(true))
                .addPapers(Paper.newBuilder().setPaper("insurance"));
    }

    private static void nurse(Scene.Person one, long untilMs) {
        nurse(one);
        one.file.addPapers(Paper.newBuilder().setPaper("care-training").setUntilMs(untilMs));
    }

    private static Hold hold(Hold.Kind kind, long fromMinute, long toMinute) {
        return Hold.newBuilder()
                .setKind(kind)
                .setRef("520181-order-elsewhere.1.1")
                .setWindow(Town.window(in(fromMinute), in(toMinute)))
                .setStart(at(0, 0))
                .build();
    }

    private static Offer offer(String volunteerId, OfferState state) {
        return Offer.newBuilder()
                .setNumber(1)
                .setVolunteerId(volunteerId)
                .setState(state)
                .setOrigin("insert")
                .setVisitWindow(Town.window(in(60), in(120)))
                .setTravelSeconds(84)
                .build();
    }

    private static Map<String, Scene> scenes() {
        Map<String, Scene> scenes = new LinkedHashMap<>();
        hard(scenes);
        history(scenes);
        soft(scenes);
        standing(scenes);
        return scenes;
    }

    private static void hard(Map<String, Scene> scenes) {
        scenes.put("hard: skill", one(one -> {}).request(r -> r.addSkills(skill("first-aid", 2))));
        scenes.put(
                "hard: level of a skill",
                one(one -> one.file.addSkills(claim("first-aid", 1))).request(r -> r.addSkills(skill("first-aid", 2))));
        scenes.put("hard: tier", one(one -> {}).request(r -> r.setMinTier("AAA")));
        scenes.put("hard: minor", one(one -> one.file.setBirthYear(2010)));
        scenes.put(
                "hard: minor, where any tier is asked for",
                one(one -> one.file.setBirthYear(2010)).request(r -> r.setMinTier("D")));
        scenes.put("hard: paper", one(ReasonGoldenTest::nurse).request(r -> r.setService("bathing")));
        scenes.put(
                "hard: paper that ends before duty does",
                one(one -> nurse(one, in(60))).request(r -> r.setService("bathing")));
        scenes.put("hard: papers in force", one(one -> nurse(one, 0)).request(r -> r.setService("bathing")));
        scenes.put("hard: language", one(one -> {}).request(r -> r.addLanguages("en")));
        scenes.put(
                "hard: gender",
                one(one -> one.file.setGender(Gender.GENDER_MALE))
                        .request(r -> r.setGenderPreference(Gender.GENDER_FEMALE)));
        scenes.put(
                "hard: too far", new Scene().volunteer("v-1", at(6_000, 0), one -> one.duty.setMaxTravelMinutes(20)));
        scenes.put("hard: off shift", one(one -> one.duty.setUntilMs(in(110))));
        scenes.put(
                "hard: too late",
                new Scene().volunteer("v-1", at(6_000, 0)).request(r -> r.setWindow(Town.window(START, START + HOUR))));
        scenes.put(
                "hard: overlap",
                one(one -> one.calendar.addHolds(hold(Hold.Kind.KIND_COMMITMENT, 50, 130)))
                        .request(r -> r.setWindow(Town.window(in(60), in(150)))));
        scenes.put(
                "hard: open offer in the way",
                one(one -> one.calendar.addHolds(hold(Hold.Kind.KIND_OFFER, 50, 130)))
                        .request(r -> r.setWindow(Town.window(in(60), in(150)))));
        scenes.put(
                "hard: gap to a sibling",
                new Scene()
                        .volunteer("v-1", at(6_000, 0))
                        .request(r -> r.setPeople(2).setWindow(Town.window(START, in(200))))
                        .order(o -> o.addVisits(Visit.newBuilder()
                                .setNumber(2)
                                .setState(VisitState.VISIT_STATE_ASSIGNED)
                                .setVolunteerId("v-9")
                                .setWindow(Town.window(in(10), in(70))))));
        scenes.put("hard: not approved", one(one -> one.file.setState(VolunteerState.VOLUNTEER_STATE_PENDING)));
        scenes.put("hard: off duty", one(one -> one.duty.setOn(false).setSinceMs(in(-125))));
    }

    private static void history(Map<String, Scene> scenes) {
        scenes.put("history: blocked", two().resident(r -> r.addBlockedVolunteers("v-1")));
        scenes.put("history: blocked by the volunteer", one(one -> one.calendar.addBlockedByResidents("r-1")));
        scenes.put("history: own order", two().order(o -> o.setResidentId("v-1")));
        scenes.put(
                "history: same order",
                two().request(r -> r.setPeople(2))
                        .order(o -> o.addVisits(Visit.newBuilder()
                                .setNumber(2)
                                .setState(VisitState.VISIT_STATE_ASSIGNED)
                                .setVolunteerId("v-1")
                                .setWindow(Town.window(in(60), in(120))))));
        scenes.put("history: declined", two().visit(v -> v.addOffers(offer("v-1", OfferState.OFFER_STATE_DECLINED))));
        scenes.put("history: lapsed", two().visit(v -> v.addOffers(offer("v-1", OfferState.OFFER_STATE_EXPIRED))));
        scenes.put(
                "history: handed back",
                two().visit(v -> v.addOffers(offer("v-1", OfferState.OFFER_STATE_HANDED_BACK))));
    }

    private static void soft(Map<String, Scene> scenes) {
        scenes.put("soft: the only one", two());
        scenes.put("soft: travel", two().volunteer("v-2", at(1_500, 0)));
        scenes.put(
                "soft: lateness",
                two().volunteer("v-2", at(300, 0), one -> one.duty.setSinceMs(in(0)))
                        .request(r -> r.setWindow(Town.window(in(0), in(240))))
                        .volunteer(
                                "v-2",
                                at(300, 0),
                                one -> one.calendar.addHolds(hold(Hold.Kind.KIND_COMMITMENT, 0, 30))));
        scenes.put(
                "soft: load",
                two().volunteer(
                                "v-2",
                                at(300, 0),
                                one -> one.calendar.addServed(Served.newBuilder()
                                        .setResidentId("r-9")
                                        .setMinutes(240)
                                        .setAtMs(START - HOUR))));
        scenes.put(
                "soft: waiting",
                one(one -> one.calendar.setLastOfferMs(START - 100 * HOUR)).volunteer("v-2", at(300, 0)));
        scenes.put(
                "soft: same person",
                one(one -> one.calendar.addServed(
                                Served.newBuilder().setResidentId("r-1").setAtMs(START - HOUR)))
                        .volunteer("v-2", at(300, 0)));
        scenes.put("soft: served last", two().volunteer("v-2", at(300, 0)).request(r -> r.setServedLast("v-2")));
        scenes.put(
                "soft: served last, but another is asked for",
                two().volunteer("v-2", at(300, 0))
                        .request(r -> r.setServedLast("v-2").setPreferVolunteer("v-1")));
        scenes.put("soft: preferred", two().volunteer("v-2", at(300, 0)).request(r -> r.setPreferVolunteer("v-1")));
        scenes.put(
                "soft: rare skill", two().volunteer("v-2", at(300, 0), one -> one.file.addSkills(claim("nursing", 1))));
        scenes.put(
                "soft: tier for a vulnerable resident",
                one(one -> one.tier = "AAA").volunteer("v-2", at(300, 0)).resident(r -> r.setLivesAlone(true)));
        scenes.put(
                "soft: community",
                one(one -> one.file.addCommunities("north"))
                        .volunteer("v-2", at(300, 0))
                        .request(r -> r.setCommunity("north")));
        scenes.put(
                "soft: disruption",
                two().volunteer("v-2", at(100, 0))
                        .visit(v -> v.setState(VisitState.VISIT_STATE_OFFERED)
                                .addOffers(offer("v-1", OfferState.OFFER_STATE_SENT).toBuilder()
                                        .setScore(OfferScore.newBuilder()
                                                .setTravelMeters(420)
                                                .setMedium(100)
                                                .setSoft(-898)
                                                .addParts(ScorePart.newBuilder()
                                                        .setName("travel")
                                                        .setAmount(-840))
                                                .addParts(ScorePart.newBuilder()
                                                        .setName("load")
                                                        .setAmount(-60))
                                                .addParts(ScorePart.newBuilder()
                                                        .setName("willing-waited")
                                                        .setAmount(2))))));
        scenes.put(
                "soft: an open offer",
                two().volunteer("v-2", at(100, 0), one -> one.calendar.addHolds(hold(Hold.Kind.KIND_OFFER, 300, 360))));
    }

    private static void standing(Map<String, Scene> scenes) {
        scenes.put("visit: nobody near", new Scene().volunteer("v-1", at(30_000, 0)));
        scenes.put("visit: nobody at all", new Scene());
        scenes.put("visit: book full", two().standing(ReasonCode.BOOK_FULL, 17));
        scenes.put("visit: paused", two().standing(ReasonCode.PAUSED, 90));
        scenes.put("visit: not planned yet", two().standing(ReasonCode.NOT_PLANNED_YET, 3));
        scenes.put(
                "visit: listed",
                two().visit(v -> v.setState(VisitState.VISIT_STATE_INVITED)
                        .addInvitedVolunteers("v-1")
                        .addInvitedVolunteers("v-2")));
        for (String origin : List.of("claim", "hand")) {
            scenes.put(
                    "visit: by " + origin,
                    two().visit(v -> v.setState(VisitState.VISIT_STATE_ASSIGNED)
                            .setAcceptedOffer(1)
                            .setVolunteerId("v-1")
                            .addOffers(offer("v-1", OfferState.OFFER_STATE_ACCEPTED).toBuilder()
                                    .setOrigin(origin))));
        }
    }

    private static String told(Locale language) {
        boolean english = language == Locale.ENGLISH;
        ReasonTexts texts = ReasonTexts.in(language, (kind, ref) -> switch (kind) {
            case SKILL ->
                english
                        ? Objects.requireNonNull(Town.POLICY.skills().get(ref)).nameEn()
                        : Objects.requireNonNull(Town.POLICY.skills().get(ref)).name();
            case PAPER ->
                english
                        ? Objects.requireNonNull(Town.POLICY.papers().get(ref)).nameEn()
                        : Objects.requireNonNull(Town.POLICY.papers().get(ref)).name();
            case PERSON -> (english ? NAMES_EN : NAMES_ZH).getOrDefault(ref, ref);
            default -> ref;
        });
        StringBuilder all = new StringBuilder();
        scenes().forEach((name, scene) -> {
            VisitExplanation why = scene.explain();
            all.append("# ").append(name).append('\n');
            candidate(all, "chosen", why.hasChosen(), why.getChosen(), texts);
            candidate(all, "runner-up", why.hasRunnerUp(), why.getRunnerUp(), texts);
            why.getPassedOverList().forEach(one -> candidate(all, "passed over", true, one, texts));
            lines(all, "visit", texts.texts(why.getReasonsList()));
            lines(all, "remedy", texts.texts(why.getRemediesList()));
            all.append('\n');
        });
        return all.toString();
    }

    private static void candidate(StringBuilder all, String as, boolean present, Candidate one, ReasonTexts texts) {
        if (present) {
            all.append(as).append(' ').append(one.getVolunteerId()).append('\n');
            lines(all, "  why", texts.texts(one.getReasonsList()));
            lines(all, "  flip", texts.texts(one.getFlipsList()));
        }
    }

    private static void lines(StringBuilder all, String label, List<String> texts) {
        texts.forEach(text -> all.append(label).append(": ").append(text).append('\n'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void explanations_withOneRuleFlippedAtATime_sayWhatTheGoldenFileSays(String language) throws IOException {
        String told = told(language.equals("en") ? Locale.ENGLISH : Locale.CHINESE);
        String file = "reasons_golden_" + language + ".txt";
        String directory = System.getProperty("linli.golden", "");
        if (!directory.isEmpty()) {
            Files.writeString(Path.of(directory, file), told);
        }
        try (InputStream golden = getClass().getResourceAsStream(file)) {
            assertThat(told)
                    .isEqualTo(new String(Objects.requireNonNull(golden, file).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Every code is said somewhere in a golden file, so that none is declared that nothing produces. */
    @Test
    void everyCode_isProducedByAScene() {
        Set<String> said = new TreeSet<>();
        for (Scene scene : scenes().values()) {
            VisitExplanation why = scene.explain();
            add(said, why.getReasonsList());
            add(said, why.getRemediesList());
            List.of(why.getChosen(), why.getRunnerUp()).forEach(one -> add(said, one));
            why.getPassedOverList().forEach(one -> add(said, one));
        }
        Set<String> elsewhere = new TreeSet<>(Set.of(
                "skill-match",
                "language-match",
                "verify-skill",
                "named-by-leader",
                "team-able",
                "team-served",
                "team-wished"));
        for (ReasonCode code : ReasonCode.values()) {
            assertThat(said.contains(code.code()) || elsewhere.contains(code.code()))
                    .as(code.code())
                    .isTrue();
        }
    }

    private static void add(Set<String> said, Candidate one) {
        add(said, one.getReasonsList());
        add(said, one.getFlipsList());
    }

    private static void add(Set<String> said, List<Reason> reasons) {
        reasons.forEach(reason -> said.add(reason.getCode()));
    }
}
