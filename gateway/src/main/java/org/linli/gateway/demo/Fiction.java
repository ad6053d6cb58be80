package org.linli.gateway.demo;

import java.util.random.RandomGenerator;
import org.linli.domain.Wgs84;

/**
 * A person who does not exist. The name carries 演 (played) so that no screen can pass it off as somebody's; the number
 * is of a block (1400) that rings at no telephone.
 *
 * @param travelMode WALK, EBIKE or CAR; how a volunteer travels
 */
public record Fiction(
        String id,
        String name,
        String phone,
        boolean woman,
        int birthYear,
        Community community,
        Wgs84 home,
        String address,
        String travelMode) {

    private static final String[] FAMILY = {
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
        "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕"
    };
    private static final String[] WOMEN = {
        "秀英", "桂兰", "玉珍", "丽华", "春梅", "淑芬", "晓燕", "雪梅", "美玲", "小红", "佳怡", "思雨", "红霞", "凤英", "海燕", "婷婷"
    };
    private static final String[] MEN = {
        "建国", "志强", "国华", "德明", "永福", "文军", "海涛", "小龙", "伟", "浩然", "子轩", "光明", "家兴", "学文", "立新", "大勇"
    };

    static Fiction resident(int number, CountyMap county, RandomGenerator chance) {
        return person("r-" + number, 10_000 + number, 1932 + chance.nextInt(34), county, chance);
    }

    static Fiction volunteer(int number, CountyMap county, RandomGenerator chance) {
        return person("v-" + number, 20_000 + number, 1960 + chance.nextInt(45), county, chance);
    }

    /** Somebody who leads activities and a team, beside the volunteers. */
    static Fiction leader(int number, CountyMap county, RandomGenerator chance) {
        return person("l-" + number, 25_000 + number, 1970 + chance.nextInt(30), county, chance);
    }

    private static Fiction person(String id, int number, int birthYear, CountyMap county, RandomGenerator chance) {
        boolean woman = chance.nextBoolean();
        String family = FAMILY[chance.nextInt(FAMILY.length)];
        String given = woman ? WOMEN[chance.nextInt(WOMEN.length)] : MEN[chance.nextInt(MEN.length)];
        Community community = county.drawCommunity(chance);
        String door = "%d栋%d单元%d0%d室（示意）"
                .formatted(1 + chance.nextInt(18), 1 + chance.nextInt(4), 1 + chance.nextInt(9), 1 + chance.nextInt(4));
        return new Fiction(
                id,
                family + given + "（演）",
                "140000%05d".formatted(number),
                woman,
                birthYear,
                community,
                county.drawHome(community, chance),
                community.street() + community.name() + door,
                mode(chance.nextInt(10)));
    }

    private static String mode(int tenth) {
        return tenth < 2 ? "WALK" : tenth < 8 ? "EBIKE" : "CAR";
    }

    /** Metres a second in life, along the straight line. */
    double speed() {
        return switch (travelMode) {
            case "WALK" -> 1.3;
            case "EBIKE" -> 4.0;
            default -> 6.0;
        };
    }
}
