package org.linli.gateway.node;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.linli.domain.Ids;

/** The node's source of chance, and what is drawn from it. Safe to call from any thread. */
final class Chance {
    /** Plain characters that everybody reads aloud the same way. */
    private static final String CHARACTERS = "春夏秋冬山水花月云雨风雪松竹梅兰石田林泉江河湖海日星金银铜铁红黄蓝绿白青米麦豆瓜桃李杏枣牛羊马鸡鸭鱼鸟虫东南西北上下左右大小多少门窗桌灯";

    private final SecureRandom random;
    private final LongSupplier nowMs;

    Chance(SecureRandom random, LongSupplier nowMs) {
        this.random = random;
        this.nowMs = nowMs;
    }

    /** Two characters and two digits: easy to say at a door, 1 in 400,000 to guess. */
    String codeWord() {
        return "" + character() + character() + (char) ('0' + random.nextInt(10)) + (char) ('0' + random.nextInt(10));
    }

    private char character() {
        return CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
    }

    String sixDigits() {
        return "%06d".formatted(random.nextInt(1_000_000));
    }

    /** 192 bits. */
    String ticket() {
        return hex(24);
    }

    String traceId() {
        return hex(8);
    }

    private String hex(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    UUID uuid() {
        return Ids.uuidV7(nowMs.getAsLong(), random.nextLong(), random.nextLong());
    }
}
