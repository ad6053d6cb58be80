package org.linli.gateway.node;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where help buttons and tags come in.
 *
 * @param port           0: any free one; {@link #OFF}: nowhere
 * @param certificate    PEM, with the certificates that it leads back to; null: connections are plain
 * @param certificateKey its key, PEM (PKCS 8) without a password
 * @param plain          whether whoever runs the node said that connections may be plain beyond this machine
 */
record DeviceSettings(
        int port, @Nullable Path certificate, @Nullable Path certificateKey, boolean plain) {
    static final int OFF = -1;
    static final DeviceSettings NONE = new DeviceSettings(OFF, null, null, false);

    boolean isOn() {
        return port != OFF;
    }

    /** Adds a sentence for each thing that is wrong. */
    void check(List<String> wrong, boolean onLoopback) {
        if (port < OFF || port > 65_535) {
            wrong.add("--device-port (" + port + ") must be 1 to 65535, or 0 for any free port.");
        }
        if ((certificate == null) != (certificateKey == null)) {
            wrong.add("--device-certificate and --device-certificate-key belong together. Maybe name both.");
        }
        readable(wrong, "--device-certificate", certificate);
        readable(wrong, "--device-certificate-key", certificateKey);
        if (isOn() && certificate == null && !plain && !onLoopback) {
            wrong.add("--device-port (" + port + ") needs --device-certificate and --device-certificate-key. Maybe"
                    + " add --device-plain, if nobody else is on the devices' network.");
        }
    }

    private static void readable(List<String> wrong, String name, @Nullable Path file) {
        if (file != null && !Files.isReadable(file)) {
            wrong.add(name + " (" + file + ") must be a file that can be read.");
        }
    }
}
