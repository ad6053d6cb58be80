package org.linli.gateway.frame;

import com.google.protobuf.ByteString;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/**
 * The two words that are said at a door. The volunteer's greeting comes first and tells the resident that this is the
 * one who was sent; the resident's code word answers it and proves to the registry that the two have met. Safe to call
 * from any thread.
 */
public final class DoorWords {
    /** Plain characters that everybody reads aloud the same way. */
    private static final String CHARACTERS = "春夏秋冬山水花月云雨风雪松竹梅兰石田林泉江河湖海日星金银铜铁红黄蓝绿白青米麦豆瓜桃李杏枣牛羊马鸡鸭鱼鸟虫东南西北上下左右大小多少门窗桌灯";

    private final BiFunction<String, String, ByteString> digest;

    /**
     * @param digest a keyed digest of a purpose and a text, at least 2 bytes long, which all nodes of a region make alike
     */
    public DoorWords(BiFunction<String, String, ByteString> digest) {
        this.digest = digest;
    }

    /** A code word: two characters and two digits, easy to say at a door, 1 in 400,000 to guess. */
    public static String code(RandomGenerator chance) {
        return character(chance.nextInt(CHARACTERS.length()))
                + character(chance.nextInt(CHARACTERS.length()))
                + chance.nextInt(10)
                + chance.nextInt(10);
    }

    /** The greeting of a visit's volunteer: two characters, another one for whoever has the visit next; kept nowhere. */
    public String greeting(String visitId, String volunteerId) {
        ByteString drawn = digest.apply("greeting:" + visitId, volunteerId);
        return character(drawn.byteAt(0)) + character(drawn.byteAt(1));
    }

    private static String character(int number) {
        int at = Math.floorMod(number, CHARACTERS.length());
        return CHARACTERS.substring(at, at + 1);
    }
}
