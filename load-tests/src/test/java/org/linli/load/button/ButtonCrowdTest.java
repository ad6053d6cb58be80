package org.linli.load.button;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.linli.domain.EntityKey;
import org.linli.gateway.api.People;
import org.linli.gateway.api.Sealing;
import org.linli.gateway.device.DeviceDoor;
import org.linli.gateway.device.DeviceLimits;
import org.linli.gateway.device.Tags;
import org.linli.gateway.view.RegionView;
import org.linli.matcher.dispatch.Positions;
import org.linli.matcher.registry.LogFollower;
import org.linli.matcher.registry.Registry;
import org.linli.proto.Command;
import org.linli.proto.Device;
import org.linli.proto.DeviceKind;
import org.linli.proto.Entity;
import org.linli.proto.PositionSample;
import org.linli.proto.Reply;

/** The load's buttons against the door itself, with a registry that answers at once. */
class ButtonCrowdTest {
    private static final ByteString KEY = ByteString.copyFrom(new byte[32]);
    private static final int BUTTONS = 300;

    private final RegionView view = new RegionView();

    private List<Button> buttons() {
        List<Button> buttons = new ArrayList<>();
        for (int i = 0; i < BUTTONS; i++) {
            String id = "520181-device-" + i;
            buttons.add(new Button(id, KEY));
            view.load(List.of(new Registry.Versioned(
                    EntityKey.device(id),
                    1,
                    1,
                    Entity.newBuilder()
                            .setDevice(Device.newBuilder()
                                    .setId(id)
                                    .setKind(DeviceKind.DEVICE_KIND_BUTTON)
                                    .setResidentId("r-" + i)
                                    .setSealedKey(KEY))
                            .build())));
        }
        return buttons;
    }

    @Test
    void buttons_pressInTurn_andEachLampIsTimed() throws Exception {
        List<Button> buttons = buttons();
        try (DeviceDoor door = new DeviceDoor(new DeviceDoor.Parts(
                DeviceLimits.STANDARD,
                null,
                new YesRegistry(),
                view,
                new People(view, new Plain()),
                new Plain(),
                new Tags(view, new Nowhere(), System::currentTimeMillis),
                () -> new byte[32],
                UUID::randomUUID,
                () -> "春山42",
                System::currentTimeMillis,
                System::nanoTime,
                new SimpleMeterRegistry()))) {
            try (ButtonCrowd crowd = new ButtonCrowd(door.open("127.0.0.1", 0))) {
                crowd.connect(buttons);
                crowd.press(1_000, 0.1);
                crowd.begin();
                crowd.press(1_000, 0.5);
                assertThat(crowd.errors()).isEmpty();
                assertThat(crowd.micros().getTotalCount()).isEqualTo(500);
            }
        }
    }

    private static final class YesRegistry implements Registry {
        @Override
        public String region() {
            return "520181";
        }

        @Override
        public CompletionStage<Reply> submit(String key, ByteString hash, long epoch, Command command) {
            return CompletableFuture.completedFuture(
                    Reply.newBuilder().setId("520181-order-1").build());
        }

        @Override
        public CompletionStage<Reading> read(List<String> keys) {
            return CompletableFuture.completedFuture(new Reading(0, 1, 1, List.of()));
        }

        @Override
        public CompletionStage<List<String>> members(String index) {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public void follow(LogFollower follower) {
            follower.ready(1, 1);
        }
    }

    private static final class Plain implements Sealing {
        @Override
        public CompletionStage<ByteString> seal(String personId, ByteString clear) {
            return CompletableFuture.completedFuture(clear);
        }

        @Override
        public CompletionStage<ByteString> open(String personId, ByteString bytes) {
            return CompletableFuture.completedFuture(bytes);
        }

        @Override
        public ByteString digest(String purpose, String text) {
            return ByteString.copyFromUtf8(purpose + ':' + text);
        }
    }

    private static final class Nowhere implements Positions {
        @Override
        public void report(PositionSample sample) {}

        @Override
        public void forget(String deviceId) {}

        @Override
        public void forEach(Consumer<PositionSample> visitor) {}
    }
}
