package org.linli.gateway.enrol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a table holds, with its columns in the order in which they are exported. */
public enum SheetKind {
    VOLUNTEERS(join(
            person(),
            Column.of("skills", "技能", "服务技能", "特长"),
            Column.of("verifiedSkills", "已核实技能", "核实技能"),
            Column.of("verifiedUntil", "核实有效期", "核实有效期至"),
            Column.of("papers", "保险和培训", "保险培训", "证件"),
            Column.of("shifts", "服务时间", "班次"),
            Column.of("communities", "社区", "所属社区", "村居", "community"),
            Column.of("organisation", "单位", "所属组织", "组织", "organization"),
            Column.of("guardianName", "监护人"),
            Column.of("guardianPhone", "监护人电话"),
            Column.of("guardianConsent", "监护人同意"),
            Column.of("state", "状态"))),
    RESIDENTS(join(
            person(),
            Column.of("community", "社区", "所属社区", "村居"),
            Column.of("livesAlone", "独居", "是否独居"),
            Column.of("mobility", "行动能力", "行动情况"),
            Column.of("relatives", "亲属", "家属", "亲属电话", "家属电话"),
            Column.of("guardian", "监护人", "监护人电话"),
            Column.of("blockedVolunteers", "不愿接待的志愿者", "屏蔽志愿者"),
            Column.of("preferredVolunteers", "希望的志愿者", "偏好志愿者"),
            Column.of("doorNotes", "上门须知", "门口备注", "备注"))),
    ORDERS(List.of(
            Column.of("reference", "单号", "工单号", "工单编号"),
            Column.of("id", "订单编号"),
            Column.of("state", "状态"),
            Column.of("residentId", "居民编号"),
            Column.of("residentName", "居民姓名", "姓名", "name"),
            Column.of("phone", "电话", "居民电话", "联系电话", "手机", "手机号", "手机号码"),
            Column.of("service", "服务", "服务项目", "服务类型"),
            Column.of("start", "开始时间", "上门时间", "预约时间"),
            Column.of("end", "最晚结束", "结束时间"),
            Column.of("minutes", "时长", "分钟", "服务时长"),
            Column.of("people", "人数", "需要人数"),
            Column.of("priority", "优先级", "紧急程度"),
            Column.of("skills", "技能", "技能要求"),
            Column.of("languages", "语言"),
            Column.of("gender", "性别要求"),
            Column.of("preferVolunteer", "指定志愿者", "希望的志愿者"),
            Column.of("community", "社区", "所属社区"),
            Column.of("address", "地址", "住址", "上门地址"),
            Column.of("lat", "纬度", "latitude"),
            Column.of("lng", "经度", "longitude", "lon"),
            Column.of("crs", "坐标系"),
            Column.of("notes", "备注", "说明"))),
    /** An organisation, or one of its teams: of several teams each has a row. */
    ORGANISATIONS(List.of(
            Column.of("id", "编号", "单位编号"),
            Column.of("name", "单位名称", "名称", "单位", "organisation", "organization"),
            Column.of("kind", "类别", "单位类别", "类型"),
            Column.of("creditCode", "统一社会信用代码", "信用代码"),
            Column.of("communities", "结对社区", "合作社区", "社区"),
            Column.of("accounts", "账号", "单位账号"),
            Column.of("contactName", "联系人"),
            Column.of("contactPhone", "联系电话", "电话"),
            Column.of("team", "队伍", "队伍名称", "志愿队"),
            Column.of("teamLeader", "队长", "队长电话", "leader"),
            Column.of("members", "队员", "邀请的队员")));

    private final List<Column> columns;

    SheetKind(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    public List<Column> columns() {
        return columns;
    }

    /** As the API and the command line spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SheetKind> find(String word) {
        for (SheetKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static List<Column> person() {
        return List.of(
                Column.of("id", "编号", "人员编号", "志愿者编号", "居民编号"),
                Column.of("name", "姓名", "名字", "志愿者姓名", "居民姓名"),
                Column.of("phone", "电话", "手机", "手机号", "手机号码", "联系电话", "电话号码", "telephone", "mobile"),
                Column.of("idNumber", "身份证号", "身份证", "身份证号码", "证件号码"),
                Column.of("gender", "性别", "sex"),
                Column.of("birthYear", "出生年份", "出生日期", "出生年月", "生日", "birth", "birthday", "dateOfBirth"),
                Column.of("languages", "语言", "language"),
                Column.of("address", "住址", "地址", "家庭住址", "居住地址", "详细地址"),
                Column.of("lat", "纬度", "latitude"),
                Column.of("lng", "经度", "longitude", "lon"),
                Column.of("crs", "坐标系"));
    }

    private static List<Column> join(List<Column> first, Column... more) {
        List<Column> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }
}
