package org.linli.gateway.node;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.device.DeviceDoor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the devices' door as the settings say. Blocks. */
final class DevicePort {
    private static final Logger LOG = LoggerFactory.getLogger(DevicePort.class);

    private DevicePort() {}

    /** The certificate of the settings; null where connections are plain. Throws {@link Settings.Wrong}. */
    static @Nullable SslContext tls(DeviceSettings settings) {
        if (settings.certificate() == null) {
            return null;
        }
        try {
            return SslContextBuilder.forServer(
                            settings.certificate().toFile(),
                            Objects.requireNonNull(settings.certificateKey()).toFile())
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException | IllegalArgumentException unfit) {
            throw new Settings.Wrong(
                    "--device-certificate (" + settings.certificate() + ") cannot be used with its key: "
                            + unfit.getMessage() + ". Maybe both are not PEM, or the key has a password.");
        }
    }

    /** The port's number. Throws {@link Settings.Wrong} where it is taken. */
    static int open(DeviceDoor door, Settings settings) {
        try {
            int port = door.open(settings.bind(), settings.devices().port());
            LOG.info("help buttons and tags come in at port {}", port);
            return port;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Settings.Wrong("The start was interrupted.");
        } catch (Exception taken) {
            throw new Settings.Wrong("--device-port (" + settings.devices().port() + ") cannot be opened: "
                    + taken.getMessage() + ". Maybe another node has it.");
        }
    }
}
