package org.linli.gateway.api;

import com.google.protobuf.ByteString;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.linli.gateway.access.Role;
import org.linli.gateway.access.Route;
import org.linli.gateway.http.Answer;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Fields;
import org.linli.gateway.http.Handlers;
import org.linli.gateway.http.Problem;
import org.linli.gateway.http.ProblemCode;
import org.linli.proto.ApproveVolunteer;
import org.linli.proto.Command;
import org.linli.proto.GuardianConsent;
import org.linli.proto.Paper;
import org.linli.proto.Profile;
import org.linli.proto.PutProfile;
import org.linli.proto.Reply;
import org.linli.proto.SkillClaim;
import org.linli.proto.VolunteerFile;
import org.linli.proto.VolunteerState;

/** What staff decide of volunteers: who serves, with which skills and papers, until when. */
public final class EnrolmentRoutes {
    private static final Set<String> REASONS = Set.of("DUPLICATE", "NO_CONSENT", "NO_PAPERS", "NOT_SUITABLE", "OTHER");
    private static final int MAX_NOTE = 500;

    private final Desk desk;
    private final Profiles profiles;

    public EnrolmentRoutes(Desk desk) {
        this.desk = desk;
        this.profiles = new Profiles(desk);
    }

    public void mount(Handlers handlers) {
        handlers.on(Route.VOLUNTEER_APPROVE, this::approve).on(Route.VOLUNTEER_VERIFY, this::verify);
    }

    /** Whose file it is, and in which role the caller may decide. */
    private record Case(Profiles.Found found, Role role) {
        Profile profile() {
            return found.profile();
        }
    }

    private Future<Case> caseOf(Exchange exchange) {
        String id = Profiles.personId(exchange);
        return profiles.find(id).map(found -> {
            if (!found.profile().hasVolunteer()) {
                throw Problem.of(ProblemCode.PERSON_NOT_FOUND, id);
            }
            return new Case(found, Registrar.allow(exchange, VolunteerRoutes.parties(found.profile())));
        });
    }

    private Future<Answer> approve(Exchange exchange) {
        Fields body = exchange.fields();
        VolunteerState state =
                body.word("state", VolunteerState.class, "VOLUNTEER_STATE_", VolunteerState.VOLUNTEER_STATE_APPROVED);
        String reason = reason(body, state);
        String note = body.text("note", MAX_NOTE);
        body.check();
        return caseOf(exchange)
                .compose(of -> noted(of, note)
                        .compose(bytes -> submit(
                                exchange,
                                of,
                                Command.newBuilder()
                                        .setApproveVolunteer(ApproveVolunteer.newBuilder()
                                                .setVolunteerId(exchange.id())
                                                .setState(state)
                                                .setCode(reason)
                                                .setSealed(bytes)
                                                .setBaseVersion(of.found.version())))));
    }

    /** Whoever is turned away is told why, in a word that pages have texts for and in staff's own words. */
    private static String reason(Fields body, VolunteerState state) {
        String reason = body.text("reason", 40);
        boolean asked = state == VolunteerState.VOLUNTEER_STATE_REFUSED;
        boolean known = REASONS.contains(reason) || (reason.isEmpty() && !asked);
        return known ? reason : body.fault("reason", "应为 " + REASONS + " 之一", "must be one of " + REASONS, "");
    }

    private Future<ByteString> noted(Case of, String note) {
        if (note.isEmpty()) {
            return Future.succeededFuture(ByteString.EMPTY);
        }
        return desk.registrar()
                .on(desk.people().open(of.profile()))
                .compose(secrets -> desk.registrar()
                        .on(desk.sealing()
                                .seal(
                                        of.profile().getId(),
                                        secrets.toBuilder()
                                                .setDecisionNote(note)
                                                .build()
                                                .toByteString())));
    }

    private Future<Answer> verify(Exchange exchange) {
        Fields body = exchange.fields();
        List<SkillClaim> skills = body.objects("skills", 64).stream()
                .map(skill -> VolunteerJson.skill(skill, true))
                .toList();
        List<Paper> papers =
                body.objects("papers", 32).stream().map(VolunteerJson::paper).toList();
        boolean speaksOfConsent = body.has("guardianConsent");
        boolean consent = body.flag("guardianConsent", false);
        body.check();
        return caseOf(exchange).compose(of -> {
            VolunteerFile known = of.profile().getVolunteer();
            VolunteerFile.Builder file = known.toBuilder()
                    .clearSkills()
                    .addAllSkills(with(known.getSkillsList(), skills, SkillClaim::getSkill))
                    .clearPapers()
                    .addAllPapers(with(known.getPapersList(), papers, Paper::getPaper));
            if (speaksOfConsent && !consent) {
                file.clearGuardianConsent();
            } else if (speaksOfConsent && !file.hasGuardianConsent()) {
                file.setGuardianConsent(GuardianConsent.getDefaultInstance());
            }
            PutProfile.Builder put = PutProfile.newBuilder()
                    .setMustMatch(true)
                    .setBaseVersion(of.found.version())
                    .setProfile(Profile.newBuilder().setId(exchange.id()).setVolunteer(file));
            return submit(exchange, of, Command.newBuilder().setPutProfile(put));
        });
    }

    /** Each item once, the later in the place of the earlier. */
    private static <T> List<T> with(List<T> known, List<T> more, Function<T, String> name) {
        Map<String, T> all = new LinkedHashMap<>();
        known.forEach(item -> all.put(name.apply(item), item));
        more.forEach(item -> all.put(name.apply(item), item));
        return new ArrayList<>(all.values());
    }

    private Future<Answer> submit(Exchange exchange, Case of, Command.Builder command) {
        return desk.registrar()
                .submit(exchange, command.setActor(Registrar.actor(exchange.caller(), of.role, exchange.id())))
                .map((Reply reply) -> VolunteerRoutes.written(reply));
    }
}
