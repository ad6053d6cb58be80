package org.linli.gateway.node;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.linli.gateway.message.MessageSettings;

/** The region's contracts with carriers: {@code carriers.json} among its keys, for it is full of secrets. */
final class Contracts {
    static final String FILE = "carriers.json";

    private Contracts() {}

    /** Nothing where there is no file. Throws {@link Settings.Wrong} in one line. Blocks. */
    static MessageSettings read(Path keys) {
        Path file = keys.resolve(FILE);
        if (!Files.exists(file)) {
            return MessageSettings.NONE;
        }
        try {
            return MessageSettings.parse(new JsonObject(Buffer.buffer(Files.readAllBytes(file))));
        } catch (IOException broken) {
            throw new Settings.Wrong(file + " cannot be read: " + broken.getMessage());
        } catch (DecodeException malformed) {
            throw new Settings.Wrong(file + " is no JSON object. Maybe a comma is missing.");
        } catch (IllegalArgumentException | ClassCastException unfit) {
            throw new Settings.Wrong(file + ": " + unfit.getMessage());
        }
    }
}
