package org.linli.gateway.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Wgs84;
import org.linli.gateway.frame.Spots;
import org.linli.gateway.http.Fields;
import org.linli.proto.Activity;
import org.linli.proto.Eligibility;
import org.linli.proto.SkillLevel;
import org.linli.proto.Window;

/** An activity as a leader writes it down. */
final class ActivityRequests {
    private static final int MAX_PLACES = 200;
    private static final int MAX_AGE = 130;
    private static final int MAX_WORDS = 16;
    private static final int MAX_EXCEPTIONS = 100;

    private ActivityRequests() {}

    /** Reads the body; what is wrong is noted in it. */
    static Activity.Builder read(Fields body) {
        Activity.Builder activity = Activity.newBuilder()
                .setTitle(body.requiredText("title", 120))
                .setPlaceName(body.text("placeName", 120))
                .setPlaces(body.integer("places", 1, MAX_PLACES, 0))
                .setFewest(body.integer("fewest", 0, MAX_PLACES, 0))
                .setGuestPlaces(body.integer("guestPlaces", 0, MAX_PLACES, 0))
                .setCommunity(body.text("community", 64))
                .setRepeat(body.text("repeat", 200));
        if (!body.has("places")) {
            body.fault("places", "请写需要几个人", "is required", 0);
        }
        @Nullable Wgs84 location = body.place("location");
        if (location == null) {
            body.fault("location", "请写集合地点", "is required", 0);
        } else {
            activity.setLocation(Spots.place(location));
        }
        window(body).ifPresent(activity::setWindow);
        @Nullable Instant until = body.time("signUpUntil");
        activity.setSignUpUntilMs(until == null ? 0 : until.toEpochMilli());
        body.object("eligibility").ifPresent(rules -> activity.setEligibility(eligibility(rules)));
        body.object("guestEligibility").ifPresent(rules -> activity.setGuestEligibility(eligibility(rules)));
        body.texts("except", MAX_EXCEPTIONS, 10).forEach(day -> activity.addExceptDays(day(body, day)));
        return activity;
    }

    private static Optional<Window> window(Fields body) {
        Optional<Fields> window = body.object("window");
        @Nullable Instant start = window.map(fields -> fields.time("start")).orElse(null);
        @Nullable Instant end = window.map(fields -> fields.time("end")).orElse(null);
        if (start == null || end == null) {
            body.fault("window", "请写开始和结束的时间", "needs a start and an end", 0);
            return Optional.empty();
        }
        return Optional.of(Window.newBuilder()
                .setStartMs(start.toEpochMilli())
                .setEndMs(end.toEpochMilli())
                .build());
    }

    private static Eligibility.Builder eligibility(Fields rules) {
        Eligibility.Builder eligibility = Eligibility.newBuilder()
                .setMinTier(rules.text("minTier", 16))
                .setLeastAge(rules.integer("leastAge", 0, MAX_AGE, 0))
                .setMostAge(rules.integer("mostAge", 0, MAX_AGE, 0))
                .addAllCommunities(rules.texts("communities", MAX_WORDS, 64))
                .addAllCircumstances(rules.texts("circumstances", MAX_WORDS, 64));
        for (Fields skill : rules.objects("skills", MAX_WORDS)) {
            eligibility.addSkills(SkillLevel.newBuilder()
                    .setSkill(skill.requiredText("skill", 64))
                    .setLevel(skill.integer("level", 1, 5, 1)));
        }
        return eligibility;
    }

    private static int day(Fields body, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
        } catch (DateTimeException noDay) {
            return body.fault("except", "应为日期，例如 2026-02-17", "must hold days such as 2026-02-17", 0);
        }
    }
}
