package org.linli.gateway.api;

import org.linli.gateway.http.Handlers;

/** All calls of the API, mounted. */
public final class Api {
    private Api() {}

    /** Demo tokens are served where the region is shown as a demo. */
    public static Handlers handlers(Desk desk, SignInRoutes signIn, MessageRoutes messages, RegionRoutes.Shown shown) {
        Handlers handlers = new Handlers();
        signIn.mount(handlers, shown.demo());
        new RegionRoutes(desk, shown).mount(handlers);
        new OrderRoutes(desk).mount(handlers);
        new OrderQueries(desk, new Plans(desk.registrar(), desk.advice(), desk.nowMs())).mount(handlers);
        new AdviceRoutes(desk).mount(handlers);
        new OfferRoutes(desk).mount(handlers);
        new VisitRoutes(desk).mount(handlers);
        new VisitQueries(desk).mount(handlers);
        new HourQueries(desk).mount(handlers);
        new LateRoutes(desk).mount(handlers);
        new SheetRoutes(desk).mount(handlers);
        new VolunteerRoutes(desk).mount(handlers);
        new VolunteerQueries(desk).mount(handlers);
        new EnrolmentRoutes(desk).mount(handlers);
        new EnrolmentQueue(desk).mount(handlers);
        new ResidentRoutes(desk).mount(handlers);
        new ImportRoutes(desk).mount(handlers);
        new ExportRoutes(desk).mount(handlers);
        new ActivityRoutes(desk).mount(handlers);
        new RepeatRoutes(desk).mount(handlers);
        new EmergencyRoutes(desk).mount(handlers);
        new CallUpRoutes(desk).mount(handlers);
        new BulkRoutes(desk).mount(handlers);
        new OrganisationRoutes(desk).mount(handlers);
        new TeamRoutes(desk).mount(handlers);
        new TeamOfferRoutes(desk).mount(handlers);
        new ReadingRoutes(desk).mount(handlers);
        new AccountRoutes(desk).mount(handlers);
        new ProofRoutes(desk).mount(handlers);
        new PolicyRoutes(desk).mount(handlers);
        messages.mount(handlers);
        new ContactRoutes(desk, signIn.codes(), messages.mail()).mount(handlers);
        return handlers;
    }
}
