package org.linli.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/** A table of invented volunteers as a county might bring one, each with a telephone number of their own. */
final class PeopleTable {
    private static final String[] SURNAMES = {"李", "王", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"};
    private static final String[] GIVEN = {"明", "芳", "伟", "娜", "敏", "静", "丽", "强", "磊", "洋", "艳", "勇"};
    private static final String[] SKILLS = {"急救", "陪护", "烹饪", "家电维修", "陪伴", "驾驶", "理发", "辅导", "手机电脑", "方言"};

    private PeopleTable() {}

    /** @param seed of every chance */
    static void write(Path file, int rows, long seed) throws IOException {
        SplittableRandom chance = new SplittableRandom(seed);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("姓名,手机号码,性别,出生年份,社区,技能,服务时间,纬度,经度\n");
            for (int row = 0; row < rows; row++) {
                out.write(line(row, chance));
            }
        }
    }

    private static String line(int row, SplittableRandom chance) {
        return String.format(
                Locale.ROOT,
                "%s%s%s,1%010d,%s,%d,社区%d,%s:%d,周六至周日 09:00-17:00,%.5f,%.5f%n",
                one(SURNAMES, chance),
                one(GIVEN, chance),
                one(GIVEN, chance),
                3_000_000_000L + row,
                chance.nextBoolean() ? "女" : "男",
                1950 + chance.nextInt(50),
                1 + chance.nextInt(239),
                one(SKILLS, chance),
                1 + chance.nextInt(3),
                26.45 + chance.nextDouble(0.4),
                106.2 + chance.nextDouble(0.3));
    }

    private static String one(String[] words, SplittableRandom chance) {
        return words[chance.nextInt(words.length)];
    }
}
