package org.linli.gateway.sheet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a text file is encoded: its byte order mark says so, else UTF-8 where every byte fits it, else GB18030 (which
 * holds GBK and GB2312) where every byte fits that. Chinese text in GBK is practically never valid UTF-8, so the order
 * decides; a file that fits none is refused rather than read wrongly.
 */
record TextEncoding(Charset charset, int markBytes) {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final List<TextEncoding> MARKS = List.of(
            new TextEncoding(StandardCharsets.UTF_8, 3),
            new TextEncoding(StandardCharsets.UTF_16LE, 2),
            new TextEncoding(StandardCharsets.UTF_16BE, 2));

    static TextEncoding of(Sheet.Source source) throws IOException {
        byte[] first = first(source);
        for (TextEncoding marked : MARKS) {
            if (startsWith(first, mark(marked.charset))) {
                return marked;
            }
        }
        for (Charset charset : List.of(StandardCharsets.UTF_8, GB18030)) {
            if (fits(source, charset)) {
                return new TextEncoding(charset, 0);
            }
        }
        throw new SheetUnreadable(
                "文字编码既不是 UTF-8 也不是 GBK，请另存为“CSV UTF-8”",
                "is neither UTF-8 nor GBK. Maybe save it again as \"CSV UTF-8\".");
    }

    /** A reader behind the mark; it refuses what does not fit. */
    Reader reader(Sheet.Source source) throws IOException {
        InputStream in = new BufferedInputStream(source.open());
        in.skipNBytes(markBytes);
        return strict(in, charset);
    }

    private static Reader strict(InputStream in, Charset charset) {
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static byte[] mark(Charset charset) {
        return "\uFEFF".getBytes(charset);
    }

    private static byte[] first(Sheet.Source source) throws IOException {
        try (InputStream in = source.open()) {
            return in.readNBytes(4);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (bytes[i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(Sheet.Source source, Charset charset) throws IOException {
        char[] buffer = new char[8192];
        try (Reader reader = strict(new BufferedInputStream(source.open()), charset)) {
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == 0) {
                        return false;
                    }
                }
            }
            return true;
        } catch (CharacterCodingException doesNot) {
            return false;
        }
    }
}
