package org.linli.gateway.api;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.linli.domain.EntityKey;
import org.linli.gateway.access.Parties;
import org.linli.gateway.access.Role;
import org.linli.gateway.enrol.Cells;
import org.linli.gateway.http.Exchange;
import org.linli.gateway.http.Problem;
import org.linli.matcher.registry.Registry.Versioned;
import org.linli.proto.Actor;
import org.linli.proto.Channel;
import org.linli.proto.Command;
import org.linli.proto.OrderRequest;
import org.linli.proto.Place;
import org.linli.proto.Profile;
import org.linli.proto.Reply;
import org.linli.proto.SubmitOrder;

/** Brings orders in, a row a command, for residents who are on file. */
final class OrderImport {
    private final Desk desk;
    private final Exchange exchange;
    private final ImportRequest request;
    private final Phonebook phonebook;

    OrderImport(Desk desk, Exchange exchange, ImportRequest request) {
        this.desk = desk;
        this.exchange = exchange;
        this.request = request;
        this.phonebook = new Phonebook(desk);
    }

    Future<ImportResult> row(ImportRequest.Line line) {
        Cells cells = new Cells(line.cells());
        OrderRow row = new OrderRow(cells, request, desk.policy());
        if (!cells.faults().isEmpty()) {
            return Future.succeededFuture(ImportResult.refused(line.row(), cells.faults()));
        }
        return resident(row)
                .compose(resident -> preferred(row).compose(volunteer -> place(line, row, resident, volunteer)))
                .recover(failure ->
                        failure instanceof Problem problem && problem.code().status() < 500
                                ? Future.succeededFuture(ImportResult.refused(line.row(), problem))
                                : Future.failedFuture(failure));
    }

    private Future<String> preferred(OrderRow row) {
        return row.preferred.isEmpty()
                ? Future.succeededFuture("")
                : phonebook.ids(List.of(row.preferred)).map(ids -> ids.get(0));
    }

    private Future<Profile> resident(OrderRow row) {
        if (!row.residentId.isEmpty()) {
            return files(List.of(row.residentId)).map(files -> one(row, files));
        }
        return phonebook
                .owners(row.phone)
                .compose(this::files)
                .compose(files -> files.size() < 2 ? Future.succeededFuture(one(row, files)) : named(row, files));
    }

    private Future<List<Profile>> files(List<String> ids) {
        return desk.registrar()
                .read(ids.stream().map(EntityKey::profile).toList())
                .map(entities -> entities.stream()
                        .filter(Versioned::present)
                        .map(entity -> entity.entity().getProfile())
                        .filter(Profile::hasResident)
                        .toList());
    }

    /** Several people of one home have the number: the name tells them apart. */
    private Future<Profile> named(OrderRow row, List<Profile> files) {
        return desk.registrar()
                .on(desk.people().openAll(files))
                .map(names -> files.stream()
                        .filter(file -> names.get(files.indexOf(file)).getName().equals(row.residentName))
                        .findFirst()
                        .orElseThrow(() -> Problem.field(
                                "/residentName",
                                "这个电话有几位居民，请填写居民姓名或编号",
                                "is needed: several residents have this telephone")));
    }

    private static Profile one(OrderRow row, List<Profile> files) {
        if (files.isEmpty()) {
            throw Problem.field(
                    row.residentId.isEmpty() ? "/phone" : "/residentId",
                    "没有这位居民的档案，请先导入居民",
                    "is nobody's file. Maybe import residents first.");
        }
        return files.get(0);
    }

    private Future<ImportResult> place(ImportRequest.Line line, OrderRow row, Profile resident, String volunteer) {
        Place own = row.place;
        if (own == null && !resident.getResident().hasHome()) {
            throw Problem.field(
                    "/lat",
                    "订单和居民都没有位置，请填经纬度或先标出居民的家",
                    "neither the row nor the resident has a position: fill lat and lng");
        }
        String community = resident.getResident().getCommunity();
        OrderRequest asked = row.request(own == null ? resident.getResident().getHome() : own, community, volunteer);
        Role role = Registrar.allow(
                exchange, new Parties(Set.of(resident.getId()), Set.of(), "", Set.of(asked.getCommunity())));
        String orderId = row.orderId(desk.registrar().region(), desk.sealing());
        return desk.registrar().read(EntityKey.order(orderId)).compose(entities -> {
            if (entities.get(0).present()) {
                return known(line, orderId, entities.get(0), asked);
            }
            if (!row.id.isEmpty()) {
                throw Problem.field("/id", "没有这张订单；新订单请把订单编号留空", "is no order here: leave it empty for a new one");
            }
            return submit(line, row, orderId, resident.getId(), asked, role);
        });
    }

    private Future<ImportResult> known(ImportRequest.Line line, String orderId, Versioned order, OrderRequest asked) {
        if (!OrderRow.isSame(order.entity().getOrder().getRequest(), asked)) {
            throw Problem.field(
                    "/reference",
                    "这张单已经导入且内容不同；请先取消原订单，再用新的单号导入",
                    "is imported already with other content. Maybe cancel that order and use a new reference.");
        }
        return desk.registrar()
                .replied(exchange, Integer.toString(line.row()), line.said())
                .map(kept -> new ImportResult(
                        line.row(),
                        kept.isPresent() ? ImportResult.Outcome.CREATED : ImportResult.Outcome.UNCHANGED,
                        orderId,
                        List.of(),
                        List.of()));
    }

    private Future<ImportResult> submit(
            ImportRequest.Line line, OrderRow row, String orderId, String residentId, OrderRequest asked, Role role) {
        Actor actor = Registrar.actor(exchange.caller(), role, residentId).toBuilder()
                .setChannel(Channel.CHANNEL_IMPORT)
                .build();
        SubmitOrder.Builder submit = SubmitOrder.newBuilder()
                .setOrderId(orderId)
                .setResidentId(residentId)
                .setRequest(asked);
        Command.Builder command = Command.newBuilder().setActor(actor);
        Future<Reply> reply = request.dryRun()
                ? desk.registrar().rehearse(command.setSubmitOrder(submit))
                : sealed(row, orderId, residentId, submit)
                        .compose(whole -> desk.registrar()
                                .submit(
                                        exchange,
                                        Integer.toString(line.row()),
                                        line.said(),
                                        command.setSubmitOrder(whole)));
        return reply.map(said -> {
            if (!said.getProblem().isEmpty()) {
                throw Refusals.of(said);
            }
            return new ImportResult(line.row(), ImportResult.Outcome.CREATED, orderId, List.of(), List.of());
        });
    }

    private Future<SubmitOrder.Builder> sealed(
            OrderRow row, String orderId, String residentId, SubmitOrder.Builder submit) {
        String codeWord = desk.codeWords().get();
        return desk.registrar()
                .on(desk.sealing()
                        .seal(
                                residentId,
                                row.secrets().setCodeWord(codeWord).build().toByteString()))
                .map(bytes ->
                        submit.setSealed(bytes).setCodeDigest(desk.sealing().digest("code:" + orderId, codeWord)));
    }
}
