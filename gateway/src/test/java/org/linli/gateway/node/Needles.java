package org.linli.gateway.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Texts that must not be found in any file, in any of the forms in which a program might write them. */
final class Needles {
    /** Texts are told apart by this many of their bytes, then compared whole. */
    private static final int HEAD = 6;

    private final Map<Long, List<Form>> byHead = new LinkedHashMap<>();

    /** One way to write a text. */
    private record Form(String text, String way, byte[] bytes) {}

    Needles(List<String> texts) {
        texts.forEach(text -> forms(
                text,
                (way, bytes) -> byHead.computeIfAbsent(head(bytes, 0), key -> new ArrayList<>())
                        .add(new Form(text, way, bytes))));
    }

    /** Every way to write the text; base64 as it comes out at each of the three places in a longer text. */
    static void forms(String text, BiConsumer<String, byte[]> take) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        take.accept("UTF-8", utf8);
        take.accept("UTF-16 big-endian", text.getBytes(StandardCharsets.UTF_16BE));
        take.accept("UTF-16 little-endian", text.getBytes(StandardCharsets.UTF_16LE));
        if (!isAscii(text)) {
            take.accept("GBK", text.getBytes(Charset.forName("GBK")));
            take.accept("URL", ascii(URLEncoder.encode(text, StandardCharsets.UTF_8)));
            take.accept("JSON", ascii(escaped(text, false)));
            take.accept("JSON in capitals", ascii(escaped(text, true)));
        }
        take.accept("hex", ascii(HexFormat.of().formatHex(utf8)));
        take.accept("hex in capitals", ascii(HexFormat.of().withUpperCase().formatHex(utf8)));
        for (int before = 0; before < 3; before++) {
            take.accept("base64", base64(utf8, before));
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(sign -> sign < 128);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String escaped(String text, boolean capitals) {
        StringBuilder out = new StringBuilder();
        text.chars()
                .forEach(sign -> out.append(
                        sign < 128 ? String.valueOf((char) sign) : (capitals ? "\\u%04X" : "\\u%04x").formatted(sign)));
        return out.toString();
    }

    /** Those characters that do not depend on what stands before and behind. */
    private static byte[] base64(byte[] text, int before) {
        ByteArrayOutputStream shifted = new ByteArrayOutputStream();
        shifted.writeBytes(new byte[before]);
        shifted.writeBytes(text);
        String all = Base64.getEncoder().withoutPadding().encodeToString(shifted.toByteArray());
        int from = (before * 8 + 5) / 6;
        int to = (before + text.length) * 8 / 6;
        return ascii(all.substring(from, to));
    }

    /** What was found where, a line each. */
    List<String> foundIn(Path directory) {
        TreeSet<String> found = new TreeSet<>();
        try (java.util.stream.Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                search(file, Files.readAllBytes(file), found);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found);
    }

    private void search(Path file, byte[] bytes, TreeSet<String> found) {
        for (int at = 0; at + HEAD <= bytes.length; at++) {
            for (Form form : byHead.getOrDefault(head(bytes, at), List.of())) {
                if (stands(form.bytes(), bytes, at)) {
                    found.add(form.text() + " as " + form.way() + " in " + file);
                }
            }
        }
    }

    private static boolean stands(byte[] form, byte[] bytes, int at) {
        for (int i = 0; i < form.length; i++) {
            if (at + i >= bytes.length || bytes[at + i] != form[i]) {
                return false;
            }
        }
        return true;
    }

    private static long head(byte[] bytes, int at) {
        long head = 0;
        for (int i = at; i < at + HEAD; i++) {
            head = head << 8 | (bytes[i] & 0xFF);
        }
        return head;
    }
}
