package org.linli.matcher.registry.core;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.domain.Ids;
import org.linli.proto.BeginSession;
import org.linli.proto.EndSessions;
import org.linli.proto.Entity;
import org.linli.proto.PersonAccess;
import org.linli.proto.RefreshSession;
import org.linli.proto.Reply;
import org.linli.proto.Role;
import org.linli.proto.SignInSession;
import org.linli.proto.SignInWay;
import org.linli.proto.StaffFile;

/**
 * Sign-ins begin, are carried on and end. Refresh tokens rotate (RFC 9700, 4.14.2): of each session only the newest
 * counts, and one that comes a second time has been stolen by one of two, so the session ends. A repeated request under
 * its own key is answered as before and ends nothing.
 */
final class SessionDecisions {
    /** A person's devices; who signs in on one more is signed out on the one that was longest unused. */
    static final int MOST_SESSIONS = 8;

    private static final long HOUR_MS = 3_600_000L;
    /** An elder who helps or is helped once a month need not ask for a code each time. */
    static final long PHONE_LASTS_MS = 30 * 24 * HOUR_MS;
    /** Staff sign in once a shift, however much they work; and whom an outside issuer dismissed is out within one. */
    static final long PASSWORD_LASTS_MS = 12 * HOUR_MS;

    private static final int MOST_COMMUNITIES = 64;
    private static final Set<Role> IMPOSSIBLE = EnumSet.of(Role.ROLE_UNSPECIFIED, Role.ROLE_SYSTEM, Role.UNRECOGNIZED);

    private SessionDecisions() {}

    /** The credentials are checked at the door; that a code of the authenticator comes once is checked here. */
    static Reply begin(Draft draft, BeginSession begin) {
        draft.permissions().self(begin.getSubject());
        Refusal.unless(Ids.isPerson(begin.getSubject()), "field-invalid", "/subject", begin.getSubject());
        Fields.text(begin.getSessionId(), "/session", 1, 64);
        PersonAccess.Builder access = draft.access(begin.getSubject()).toBuilder();
        if (begin.getWay() == SignInWay.SIGN_IN_WAY_PASSWORD) {
            access.setStaff(admitted(access, begin));
        }
        if (begin.getWay() == SignInWay.SIGN_IN_WAY_ISSUER) {
            checkRoles(begin);
        }
        SignInSession session = SignInSession.newBuilder()
                .setId(begin.getSessionId())
                .setWay(begin.getWay())
                .setBegunMs(draft.nowMs())
                .setRefreshedMs(draft.nowMs())
                .setExpiresMs(draft.nowMs() + lasts(begin.getWay()))
                .setTurn(1)
                .setFromDigest(begin.getFromDigest())
                .addAllRoles(begin.getRolesList())
                .addAllCommunities(begin.getCommunitiesList())
                .build();
        List<SignInSession> living = living(draft, access);
        living.add(session);
        return store(draft, access, newest(living), reply(session, "BEGUN"));
    }

    private static StaffFile admitted(PersonAccess.Builder access, BeginSession begin) {
        StaffFile staff = access.getStaff();
        boolean admitted = access.hasStaff() && !staff.getDisabled() && begin.getStep() > staff.getLastStep();
        Refusal.unless(admitted, "sign-in-wrong", "");
        return staff.toBuilder().setLastStep(begin.getStep()).build();
    }

    /** The door has read them out of what the issuer signed; nobody is the engine, or community staff of nowhere. */
    private static void checkRoles(BeginSession begin) {
        List<Role> roles = begin.getRolesList();
        Fields.between(roles.size(), 1, Role.values().length, "/roles");
        boolean possible = roles.stream().noneMatch(role -> IMPOSSIBLE.contains(role))
                && Set.copyOf(roles).size() == roles.size();
        Refusal.unless(possible, "field-invalid", "/roles", roles);
        int least = roles.contains(Role.ROLE_COMMUNITY) ? 1 : 0;
        Fields.between(begin.getCommunitiesCount(), least, MOST_COMMUNITIES, "/communities");
        for (int i = 0; i < begin.getCommunitiesCount(); i++) {
            Fields.text(begin.getCommunities(i), "/communities/" + i, 1, 64);
        }
    }

    private static long lasts(SignInWay way) {
        return way == SignInWay.SIGN_IN_WAY_PHONE ? PHONE_LASTS_MS : PASSWORD_LASTS_MS;
    }

    /** Those that have not run out; whatever else is stored is dropped with the next change. */
    private static List<SignInSession> living(Draft draft, PersonAccess.Builder access) {
        List<SignInSession> living = new ArrayList<>(access.getSessionsList());
        living.removeIf(session -> session.getExpiresMs() <= draft.nowMs());
        return living;
    }

    private static List<SignInSession> newest(List<SignInSession> living) {
        return living.subList(Math.max(0, living.size() - MOST_SESSIONS), living.size());
    }

    /** The reply's state is {@code REFRESHED}, or {@code ENDED} where the token had been used before. */
    static Reply refresh(Draft draft, RefreshSession refresh) {
        draft.permissions().self(refresh.getSubject());
        PersonAccess.Builder access = draft.access(refresh.getSubject()).toBuilder();
        List<SignInSession> living = living(draft, access);
        SignInSession session = find(living, refresh.getSessionId()).orElseThrow(() -> Refusal.of("signed-out"));
        Refusal.unless(refresh.getTurn() <= session.getTurn(), "signed-out", "");
        living.remove(session);
        if (refresh.getTurn() < session.getTurn()) {
            draft.count("refresh-tokens-reused");
            return store(draft, access, living, reply(session, "ENDED"));
        }
        SignInSession next = session.toBuilder()
                .setTurn(session.getTurn() + 1)
                .setRefreshedMs(draft.nowMs())
                .setExpiresMs(carriedOn(draft, session))
                .build();
        living.add(next);
        return store(draft, access, living, reply(next, "REFRESHED"));
    }

    private static Optional<SignInSession> find(List<SignInSession> sessions, String id) {
        return sessions.stream().filter(session -> session.getId().equals(id)).findFirst();
    }

    /** Only what began by telephone lasts longer by being used. */
    private static long carriedOn(Draft draft, SignInSession session) {
        return session.getWay() == SignInWay.SIGN_IN_WAY_PHONE
                ? draft.nowMs() + PHONE_LASTS_MS
                : session.getExpiresMs();
    }

    static Reply end(Draft draft, EndSessions end) {
        draft.permissions().selfOrAdmin(end.getSubject());
        PersonAccess.Builder access = draft.access(end.getSubject()).toBuilder();
        List<SignInSession> living = living(draft, access);
        if (end.getSessionId().isEmpty()) {
            living.clear();
            access.setSignedOutBeforeMs(draft.nowMs());
        } else {
            living.removeIf(session -> session.getId().equals(end.getSessionId()));
        }
        return store(
                draft,
                access,
                living,
                Reply.newBuilder().setId(end.getSubject()).setState("ENDED"));
    }

    /** The reply's arguments: the turn, and when the session ends in milliseconds. */
    private static Reply.Builder reply(SignInSession session, String state) {
        return Reply.newBuilder()
                .setId(session.getId())
                .setState(state)
                .addArguments(Long.toString(session.getTurn()))
                .addArguments(Long.toString(session.getExpiresMs()));
    }

    private static Reply store(
            Draft draft, PersonAccess.Builder access, List<SignInSession> sessions, Reply.Builder reply) {
        String key = EntityKey.access(access.getSubject());
        PersonAccess before = draft.access(access.getSubject());
        PersonAccess after = access.clearSessions().addAllSessions(sessions).build();
        draft.put(key, Entity.newBuilder().setAccess(after).build());
        return reply.setVersion(draft.versionAfter(key, !after.equals(before))).build();
    }
}
