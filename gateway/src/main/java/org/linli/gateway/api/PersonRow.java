package org.linli.gateway.api;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.linli.domain.Ids;
import org.linli.domain.Wgs84;
import org.linli.gateway.enrol.CellFault;
import org.linli.gateway.enrol.Cells;
import org.linli.gateway.enrol.IdNumber;
import org.linli.gateway.frame.Spots;
import org.linli.proto.Gender;
import org.linli.proto.Place;
import org.linli.proto.Profile;
import org.linli.proto.ProfilePrivate;

/**
 * One person's row, read. What a cell leaves empty stays as it is on file: a table adds and changes, and takes nothing
 * away.
 */
abstract class PersonRow {
    static final int OLDEST_BIRTH_YEAR = 1900;
    private static final int MAX_NAME = 64;
    private static final int MAX_ADDRESS = 200;
    private static final Map<String, Gender> GENDERS = Map.of(
            "女", Gender.GENDER_FEMALE,
            "男", Gender.GENDER_MALE,
            "female", Gender.GENDER_FEMALE,
            "male", Gender.GENDER_MALE,
            "f", Gender.GENDER_FEMALE,
            "m", Gender.GENDER_MALE);
    private static final Map<String, String> LANGUAGES =
            Map.of("普通话", "zh", "汉语", "zh", "中文", "zh", "国语", "zh", "英语", "en", "英文", "en", "手语", "sign");

    final Cells cells;
    final String id;
    final String name;
    final String phone;
    final Optional<IdNumber> identity;
    final @Nullable Place home;
    private final int birthYear;
    private final Gender gender;
    private final String address;

    PersonRow(Cells cells, ImportRequest request, int thisYear) {
        this.cells = cells;
        this.id = checkedId(cells);
        this.name = cells.text("name", MAX_NAME);
        this.phone = cells.phone("phone");
        this.identity = IdNumber.read(cells, "idNumber");
        this.birthYear = cells.year("birthYear", OLDEST_BIRTH_YEAR, thisYear);
        this.gender = cells.word("gender", GENDERS, Gender.GENDER_UNSPECIFIED);
        this.address = cells.text("address", MAX_ADDRESS);
        Wgs84 place = cells.place(request.crs());
        this.home = place == null ? null : Spots.place(place);
        refuseNameless();
        refuseContradiction();
    }

    private static String checkedId(Cells cells) {
        String id = cells.plain("id");
        return id.isEmpty() || Ids.isPerson(id)
                ? id
                : cells.fault("id", "编号只能用字母、数字、- 和 _", "may have letters, digits, - and _ only", "");
    }

    private void refuseNameless() {
        if (name.isEmpty() && id.isEmpty()) {
            cells.fault(
                    "name",
                    "没有姓名；如果是合并的单元格，请取消合并后逐行填写",
                    "is empty. Maybe these are merged cells: part them and fill each row.",
                    0);
        }
        boolean nobody = id.isEmpty() && phone.isEmpty() && identity.isEmpty();
        if (nobody && !cells.has("phone") && !cells.has("idNumber")) {
            cells.fault("phone", "编号、电话、身份证号至少填一项", "is empty: fill the id, the telephone or the identity number", 0);
        }
    }

    private void refuseContradiction() {
        boolean differs =
                birthYear > 0 && identity.isPresent() && identity.get().born().getYear() != birthYear;
        if (differs) {
            cells.fault("birthYear", "与身份证号不一致", "differs from the identity number's", 0);
        }
    }

    /** Whether the person's file has this part already. */
    abstract boolean isIn(Profile profile);

    /** The file's part as it will be; the rest of it is left out. */
    abstract Profile.Builder part(Profile before);

    /** Where the person belongs: as the file says where there is one, else as the row does. */
    abstract Set<String> communities(Profile before);

    /** With the telephone numbers of others turned into ids. */
    Future<PersonRow> resolved(Phonebook phonebook) {
        return Future.succeededFuture(this);
    }

    /** Whether somebody who is new may serve at once. */
    boolean approved() {
        return false;
    }

    ProfilePrivate secrets(ProfilePrivate before) {
        ProfilePrivate.Builder after = before.toBuilder();
        if (!name.isEmpty()) {
            after.setName(name);
        }
        if (!phone.isEmpty()) {
            after.setPhone(phone);
        }
        if (!address.isEmpty()) {
            after.setAddress(address);
        }
        return after.build();
    }

    int birthYear(int before) {
        int own = identity.map(number -> number.born().getYear()).orElse(birthYear);
        return own > 0 ? own : before;
    }

    Gender gender(Gender before) {
        Gender own = identity.map(IdNumber::gender).orElse(gender);
        return own == Gender.GENDER_UNSPECIFIED ? before : own;
    }

    List<String> languages() {
        return cells.list("languages").stream()
                .map(word -> LANGUAGES.getOrDefault(word, word))
                .distinct()
                .toList();
    }

    /** What staff should look at: a place is never invented. */
    List<CellFault> notes(Profile after, boolean hasHome) {
        return hasHome
                ? List.of()
                : List.of(new CellFault(
                        "lat",
                        "",
                        "还没有位置：请填经纬度，或由社区人员在地图上标出",
                        "no position yet: fill lat and lng, or let staff set it"));
    }
}
