package org.linli.load.week;

import com.google.protobuf.ByteString;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import org.linli.load.button.Button;
import org.linli.load.button.ButtonCrowd;

/** Buttons that staff give to those who have no page: registered, connected, and pressed once each. */
final class HelpButtons {
    static final String SERVICE = "welfare-check";

    private final Hall.Desk staff;
    private final int port;

    HelpButtons(Hall.Desk staff, int port) {
        this.staff = staff;
        this.port = port;
    }

    /** Returns once each press is answered, which is when its order is durable. */
    void press(List<Neighbour> people) {
        List<Button> buttons = people.stream().map(this::register).toList();
        try (ButtonCrowd crowd = new ButtonCrowd(port)) {
            crowd.connect(buttons);
            crowd.press(buttons.size(), 1);
            if (!crowd.errors().isEmpty()) {
                throw new IllegalStateException("pressed in vain: " + crowd.errors());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    private Button register(Neighbour person) {
        JsonObject made = staff.post(
                "/v1/devices", new JsonObject().put("residentId", person.id()).put("service", SERVICE));
        byte[] key = Base64.getUrlDecoder().decode(made.getString("key"));
        return new Button(made.getString("id"), ByteString.copyFrom(key));
    }
}
