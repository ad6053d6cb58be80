package org.linli.matcher.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linli.matcher.registry.core.Neighbourhood.HOUR;
import static org.linli.matcher.registry.core.Neighbourhood.staff;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.proto.Actor;
import org.linli.proto.ExportedPerson;
import org.linli.proto.Reading;
import org.linli.proto.RecordExport;
import org.linli.proto.Reply;
import org.linli.proto.Role;

/** Tables that are taken out: whose page it was is told to everybody who stood on it. */
class ReadingDecisionsTest {
    private final Neighbourhood here = new Neighbourhood();

    private Reply take(String kind, String... people) {
        RecordExport.Builder record = RecordExport.newBuilder().setKind(kind);
        for (String id : people) {
            record.addPeople(ExportedPerson.newBuilder().setPersonId(id).addWhat(Reading.What.WHAT_PHONE));
        }
        return here.as(staff(Role.ROLE_COMMUNITY), command -> command.setRecordExport(record));
    }

    private List<Reading> exportsOf(String id) {
        return here.store.get(EntityKey.exports(id)).entity().getExports().getExportsList();
    }

    @Test
    void export_ofSeveral_isToldToEach_onceAnHour() {
        assertThat(take("residents", "r-1", "r-2").getProblem()).isEmpty();
        here.pass(HOUR - 1);
        take("residents", "r-1");
        take("orders", "r-1");
        assertThat(exportsOf("r-1")).extracting(Reading::getTable).containsExactly("residents", "orders");
        assertThat(exportsOf("r-2"))
                .singleElement()
                .extracting(Reading::getReader)
                .isEqualTo("staff-1");
        here.pass(2);
        take("residents", "r-1");
        assertThat(exportsOf("r-1")).extracting(Reading::getTable).containsExactly("residents", "orders", "residents");
    }

    @Test
    void export_manyTimes_keepsTheNewestAlone() {
        for (int time = 0; time <= ReadingDecisions.MOST_EXPORTS; time++) {
            take("residents", "r-1");
            here.pass(HOUR);
        }
        assertThat(exportsOf("r-1")).hasSize(ReadingDecisions.MOST_EXPORTS);
        assertThat(exportsOf("r-1").get(0).getAtMs()).isEqualTo(Neighbourhood.START + HOUR);
    }

    @Test
    void export_byTheNode_hourByHour_leavesRoomForPeoples() {
        take("residents", "r-1");
        for (int time = 0; time < 30; time++) {
            here.pass(HOUR);
            here.as(
                    Actor.newBuilder()
                            .setSubject("node")
                            .setRole(Role.ROLE_SYSTEM)
                            .build(),
                    command -> command.setRecordExport(RecordExport.newBuilder()
                            .setKind("sheet")
                            .addPeople(ExportedPerson.newBuilder()
                                    .setPersonId("r-1")
                                    .addWhat(Reading.What.WHAT_ADDRESS))));
        }
        assertThat(exportsOf("r-1")).extracting(Reading::getTable).containsExactly("residents", "sheet");
        assertThat(exportsOf("r-1").get(1).getAtMs()).isEqualTo(here.now);
        assertThat(here.store.get(EntityKey.exports("r-1")).version())
                .as("the log has each")
                .isEqualTo(31);
    }

    @Test
    void export_ofNobodyOrOfMoreThanAPage_isRefused() {
        String[] many = new String[ReadingDecisions.MOST_PEOPLE + 1];
        for (int i = 0; i < many.length; i++) {
            many[i] = "r-" + i;
        }
        assertThat(take("residents").getPointer()).isEqualTo("/people");
        assertThat(take("residents", many).getPointer()).isEqualTo("/people");
        assertThat(here.store.entities()).isEmpty();
    }
}
