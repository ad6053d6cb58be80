package org.linli.gateway.frame;

import org.linli.gateway.http.Language;
import org.linli.gateway.http.Words;
import org.linli.matcher.emergency.Pauses;
import org.linli.proto.Calendar;
import org.linli.proto.CallUpFrame;
import org.linli.proto.Emergency;
import org.linli.proto.EmergencyFrame;

/** Frames of the region's emergency, which everybody may know, and of one volunteer's call-up. */
public final class EmergencyFrames {
    private EmergencyFrames() {}

    public static EmergencyFrame of(Emergency emergency, Language language) {
        return EmergencyFrame.newBuilder()
                .setEmergencyId(emergency.getId())
                .setKind(kind(emergency))
                .setText(text(emergency, language))
                .setSince(Spots.time(emergency.getBegunAtMs()))
                .setUntil(Spots.time(emergency.getEndedAtMs() > 0 ? emergency.getEndedAtMs() : emergency.getUntilMs()))
                .addAllCommunities(emergency.getCommunitiesList())
                .setPausedBelow(pausedBelow(emergency))
                .setRunning(Pauses.isRunning(emergency))
                .build();
    }

    public static CallUpFrame callUp(Calendar calendar) {
        return CallUpFrame.newBuilder()
                .setEmergencyId(calendar.getCallUp().getEmergencyId())
                .setState(Words.of(calendar.getCallUp().getState(), "STATE_"))
                .setAskedAt(Spots.time(calendar.getCallUp().getAskedAtMs()))
                .build();
    }

    public static String kind(Emergency emergency) {
        return Words.of(emergency.getKind(), "EMERGENCY_KIND_");
    }

    /** The text in the reader's language, or the Chinese one where nobody wrote another. */
    public static String text(Emergency emergency, Language language) {
        return language == Language.EN && !emergency.getTextEn().isEmpty()
                ? emergency.getTextEn()
                : emergency.getTextZh();
    }

    /** The lowest priority that is served; empty where nothing is paused. */
    public static String pausedBelow(Emergency emergency) {
        return emergency.getPausedBelowValue() == 0 ? "" : Words.of(emergency.getPausedBelow(), "PRIORITY_");
    }
}
