package org.linli.matcher.registry.supervise;

import java.util.HashMap;
import java.util.Map;

/** What a server says of itself by {@code INFO}. */
public final class RedisInfo {
    private RedisInfo() {}

    /** Its fields by their names; headings and empty lines are left out. */
    public static Map<String, String> fields(String info) {
        Map<String, String> said = new HashMap<>();
        info.lines()
                .filter(line -> line.indexOf(':') > 0)
                .forEach(line -> said.put(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).trim()));
        return said;
    }
}
