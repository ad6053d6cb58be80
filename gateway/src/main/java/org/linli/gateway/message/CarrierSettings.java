package org.linli.gateway.message;

import java.net.URI;
import java.util.Map;
import org.linli.proto.MessageChannel;

/**
 * One carrier, as a county has a contract with it.
 *
 * @param name      as it is called in callbacks' paths, figures and records
 * @param channel   what it carries; unspecified for a service of numbers
 * @param url       where it is asked
 * @param appId     of a WeChat mini programme, else empty
 * @param key       what we show it
 * @param secret    what it signs its callbacks with, see {@link StandardWebhooks}; empty where it has none
 * @param templates by purpose
 * @param costMilli what one message costs, in thousandths of the currency's unit
 */
public record CarrierSettings(
        String name,
        MessageChannel channel,
        String url,
        String appId,
        String key,
        String secret,
        Map<String, String> templates,
        long costMilli) {
    public CarrierSettings {
        templates = Map.copyOf(templates);
        if (!name.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException(
                    "name (" + name + ") must be 1 to 32 small letters, digits and hyphens, such as sms");
        }
        checkUrl(name, url);
        if (costMilli < 0) {
            throw new IllegalArgumentException(name + ": costMilli (" + costMilli + ") must be 0 or more");
        }
        if (!secret.isEmpty()) {
            checkSecret(name, secret);
        }
    }

    /** What is secret stays so, wherever this is written by mistake. */
    @Override
    public String toString() {
        return "CarrierSettings[" + name + ' ' + channel + ']';
    }

    static void checkSecret(String name, String secret) {
        try {
            new StandardWebhooks(secret);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException(name + ": " + unfit.getMessage() + ", such as whsec_…");
        }
    }

    /** Only this machine may be asked in the clear. */
    static void checkUrl(String name, String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(name + ": url (" + url + ") is no address");
        }
        boolean here = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
        if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && here)) {
            throw new IllegalArgumentException(name + ": url (" + url + ") must begin with https://");
        }
    }
}
