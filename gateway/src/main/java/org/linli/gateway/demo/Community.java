package org.linli.gateway.demo;

import org.linli.domain.Wgs84;

/**
 * A community (社区) with its real name.
 *
 * @param code   the twelve-digit code
 * @param street the name of its street or town
 * @param place  where the demo puts it: schematic, drawn by a fixed rule
 */
public record Community(String code, String name, String street, Wgs84 place, int radiusMeters) {}
