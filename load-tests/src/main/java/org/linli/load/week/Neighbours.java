package org.linli.load.week;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.linli.domain.Wgs84;

/** The invented people of one community: within 900 m of each other, so that whoever is free is near enough. */
final class Neighbours {
    static final String COMMUNITY = "红枫湖社区";
    static final String HEADINGS = "编号,姓名,电话,出生年份,社区,住址,纬度,经度";

    private static final String SURNAMES = "李王张刘陈杨赵黄周吴";
    private static final String GIVEN = "明芳伟娜敏静丽强磊洋艳勇桂兰秀英";
    private static final double LAT = 26.556;
    private static final double LNG = 106.470;
    private static final double SPREAD_DEG = 0.008;

    private final List<Neighbour> residents = new ArrayList<>();
    private final List<Neighbour> volunteers = new ArrayList<>();

    Neighbours(int residents, int volunteers, SplittableRandom chance) {
        for (int i = 1; i <= residents; i++) {
            this.residents.add(one("r-", i, 1935 + chance.nextInt(25), 13_900_000_000L, chance));
        }
        for (int i = 1; i <= volunteers; i++) {
            this.volunteers.add(one("v-", i, 1958 + chance.nextInt(45), 13_800_000_000L, chance));
        }
    }

    private static Neighbour one(String prefix, int number, int birthYear, long phones, SplittableRandom chance) {
        String name = "" + one(SURNAMES, chance) + one(GIVEN, chance) + one(GIVEN, chance);
        Wgs84 home = new Wgs84(LAT + chance.nextDouble(SPREAD_DEG), LNG + chance.nextDouble(SPREAD_DEG));
        String address = "红枫湖路 " + (1 + number % 12) + " 号 " + (1 + number / 12) + " 单元";
        return new Neighbour(prefix + number, name, Long.toString(phones + number), birthYear, home, address);
    }

    private static char one(String characters, SplittableRandom chance) {
        return characters.charAt(chance.nextInt(characters.length()));
    }

    List<Neighbour> residents() {
        return residents;
    }

    List<Neighbour> volunteers() {
        return volunteers;
    }

    /** Who applied by themselves is called as the county calls them from then on. */
    Neighbour called(Neighbour applicant, String id) {
        Neighbour named = applicant.called(id);
        volunteers.set(volunteers.indexOf(applicant), named);
        return named;
    }

    String residentsTable() {
        StringBuilder table = new StringBuilder(HEADINGS + ",独居\n");
        residents.forEach(each -> table.append(each.row("是")));
        return table.toString();
    }

    /** @param from those before have applied by themselves */
    String volunteersTable(int from) {
        StringBuilder table = new StringBuilder(HEADINGS + ",服务时间\n");
        volunteers.subList(from, volunteers.size()).forEach(each -> table.append(each.row("周一至周日 00:00-24:00")));
        return table.toString();
    }
}
