package org.linli.gateway.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linli.domain.Wgs84;
import org.linli.domain.policy.RegionPolicy;
import org.linli.gateway.http.Crs;
import org.linli.matcher.policy.PolicyReader;
import org.linli.proto.Gender;
import org.linli.proto.SkillClaim;

class CellsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final RegionPolicy POLICY = PolicyReader.defaultFor("520181");

    private static Cells of(String value) {
        return new Cells(Map.of("x", value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13900000001",
                "1.3900000001E10",
                "13900000001.0",
                "１３９０００００００１",
                "+86 139-0000-0001",
                "0086 13900000001",
                "139 0000 0001"
            })
    void phone_asSpreadsheetsSpoilIt_isTheNumber(String cell) {
        Cells cells = of(cell);
        assertThat(cells.phone("x")).isEqualTo("13900000001");
        assertThat(cells.faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"无", "12", "139000000011234567", "13900000001/13900000002"})
    void phone_thatIsNone_isSaid(String cell) {
        Cells cells = of(cell);
        assertThat(cells.phone("x")).isEmpty();
        assertThat(cells.faults()).extracting(CellFault::value).containsExactly(cell);
    }

    @ParameterizedTest
    @CsvSource({
        "1968, 1968",
        "1968.0, 1968",
        "1968年, 1968",
        "1968-05-01, 1968",
        "1968/5/1, 1968",
        "1968.5.1, 1968",
        "1968年5月1日, 1968",
        "1968年5月, 1968",
        "19680501, 1968",
        "25000, 1968",
        "１９６８, 1968"
    })
    void year_ofADateOrASerial_isRead(String cell, int year) {
        assertThat(of(cell).year("x", 1900, 2026)).isEqualTo(year);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1868", "68", "1968-13-01", "五月"})
    void year_thatIsNone_isSaid(String cell) {
        Cells cells = of(cell);
        assertThat(cells.year("x", 1900, 2026)).isZero();
        assertThat(cells.faults()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-25 09:30",
                "2026/11/25 9:30",
                "2026年11月25日 9:30",
                "2026-11-25T09:30",
                "2026-11-25T09:30:00+08:00",
                "2026-11-25T01:30:00Z",
                "46351.3958333333"
            })
    void moment_inTheRegionsZoneOrItsOwn_isRead(String cell) {
        assertThat(of(cell).moment("x", ZONE)).isEqualTo(Instant.parse("2026-11-25T01:30:00Z"));
    }

    @Test
    void place_inAnotherSystem_isTurnedAndNeverGuessed() {
        Cells gcj = new Cells(Map.of("lat", "26.5561", "lng", "106.4702", "crs", "高德"));
        Wgs84 turned = gcj.place(Crs.WGS84);
        assertThat(turned).isNotNull().isEqualTo(Crs.GCJ02.toWgs84(26.5561, 106.4702));
        assertThat(new Cells(Map.of("address", "红枫湖镇 1 号")).place(Crs.WGS84)).isNull();
        Cells half = new Cells(Map.of("lat", "26.5561"));
        assertThat(half.place(Crs.WGS84)).isNull();
        assertThat(half.faults()).extracting(CellFault::column).containsExactly("lng");
    }

    @Test
    void idNumber_thatChecks_tellsYearAndGender() {
        Cells cells = of("11010519491231002X");
        IdNumber read = IdNumber.read(cells, "x").orElseThrow();
        assertThat(read.born().getYear()).isEqualTo(1949);
        assertThat(read.gender()).isEqualTo(Gender.GENDER_FEMALE);
    }

    @ParameterizedTest
    @CsvSource({"110105194912310021, 校验", "1.10105194912E17, 文本", "110105194912310000, 文本", "12345, 校验"})
    void idNumber_thatDoesNotCheck_isSaidWithWhatToDo(String cell, String said) {
        Cells cells = of(cell);
        assertThat(IdNumber.read(cells, "x")).isEmpty();
        assertThat(cells.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.zh()).contains(said));
    }

    @Test
    void skills_asPeopleWriteThem_areThePolicys() {
        Cells cells = of("急救:2；烹饪、first-aid 1；家电维修3级");
        assertThat(SkillWords.skills(cells, "x", POLICY))
                .extracting(skill -> skill.getSkill() + skill.getLevel())
                .containsExactly("first-aid2", "cooking1", "repair3");
        assertThat(cells.faults()).isEmpty();
        Cells unknown = of("飞行");
        assertThat(SkillWords.skills(unknown, "x", POLICY)).isEmpty();
        assertThat(unknown.faults().get(0).zh()).contains("飞行", "急救");
    }

    @Test
    void verifiedSkills_withADay_areTextAndBack() {
        List<SkillClaim> read = SkillWords.verified(of("急救:2@2027-06-30；烹饪"), "x", POLICY, 0);
        assertThat(SkillWords.text(read, POLICY)).isEqualTo("急救:2@2027-06-30；烹饪:1");
        assertThat(Instant.ofEpochMilli(read.get(0).getVerifiedUntilMs())).isEqualTo("2027-06-30T16:00:00Z");
    }

    @Test
    void shifts_asPeopleWriteThem_areTextAndBack() {
        Cells cells = of("周一至周三 08:00-12:00；星期日 22:00-06:00; 6 9:00-17:30");
        String text = ShiftWords.text(ShiftWords.shifts(cells, "x"));
        assertThat(cells.faults()).isEmpty();
        assertThat(text).isEqualTo("周一 08:00-12:00；周二 08:00-12:00；周三 08:00-12:00；周日 22:00-06:00；周六 09:00-17:30");
        assertThat(ShiftWords.text(ShiftWords.shifts(of(text), "x"))).isEqualTo(text);
    }
}
