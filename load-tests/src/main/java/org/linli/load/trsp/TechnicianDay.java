package org.linli.load.trsp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An instance of the dynamic technician routing and scheduling problem (Pillac, Guéret and Medaglia, 2012): technicians
 * who set out from home and return there, requests with a time to start within, and when each request is revealed.
 *
 * <p>Times and distances are one unit, distances as the crow flies. Spare parts are read past: production has no such
 * thing, and a plan is made, and checked, without them. Tools are read past as well or, if asked for, taken as skills,
 * which is stricter than the rules: there the missing ones can be fetched from the depot.
 */
record TechnicianDay(String name, List<Technician> technicians, List<Request> requests) {
    /** Tools are numbered from here on where they stand among skills. */
    private static final int FIRST_TOOL = 100;

    private static final Pattern ROW = Pattern.compile(
            "(\\d+)\\s+([\\d.]+)\\s+([\\d.]+)\\s+([\\d.]+)\\s+([\\d.]+)\\s+([\\d.]+)\\s+\\[([\\d,]*)]\\s+\\[([\\d,]*)].*");
    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\s+(-?\\d+)");
    private static final Pattern DYNAMIC = Pattern.compile("(.*)_rd_(\\d+)\\.txt");
    private static final Pattern SIZE = Pattern.compile("(\\d+)\\s+\\d+\\s+\\d+\\s+\\d+");

    /** Where a technician lives, and from when until when the way from home and back may take. */
    record Technician(int id, double x, double y, double opens, double closes, Set<Integer> skills) {}

    /**
     * @param opens    the earliest start
     * @param closes   the latest start
     * @param released when it becomes known; below 0: before the day
     */
    record Request(
            int id,
            double x,
            double y,
            double opens,
            double closes,
            double service,
            Set<Integer> skills,
            double released) {}

    /** How many of a hundred requests the file's name says are revealed during the day. */
    static int percentOf(Path dynamic) {
        return Integer.parseInt(named(dynamic).group(2));
    }

    /** Reads a file of {@code dynamic/} with its sibling in {@code static/}; with or without tools as skills. */
    static TechnicianDay read(Path dynamic, boolean tools) throws IOException {
        String name = named(dynamic).group(1);
        Path still =
                dynamic.toAbsolutePath().resolve("../../static").normalize().resolve(name + ".txt");
        Map<Integer, Integer> released = new HashMap<>();
        for (String line : Files.readAllLines(dynamic)) {
            Matcher row = RELEASE.matcher(line.strip());
            if (row.matches()) {
                released.put(Integer.parseInt(row.group(1)), Integer.parseInt(row.group(2)));
            }
        }
        return read(name, Files.readAllLines(still), released, tools);
    }

    private static Matcher named(Path dynamic) {
        Matcher named = DYNAMIC.matcher(dynamic.getFileName().toString());
        if (!named.matches()) {
            throw new IllegalArgumentException("The file (" + dynamic + ") must be named *_rd_10.txt or *_rd_50.txt");
        }
        return named;
    }

    static TechnicianDay read(String name, List<String> still, Map<Integer, Integer> released, boolean tools) {
        int crew = 0;
        List<Technician> technicians = new ArrayList<>();
        List<Request> requests = new ArrayList<>();
        for (String line : still) {
            Matcher size = SIZE.matcher(line.strip());
            Matcher row = ROW.matcher(line.strip());
            if (size.matches()) {
                crew = Integer.parseInt(size.group(1));
            } else if (row.matches()) {
                int id = Integer.parseInt(row.group(1));
                if (id > crew) {
                    requests.add(request(row, released.getOrDefault(id, -1), tools));
                } else if (id > 0) {
                    technicians.add(technician(row, tools));
                }
            }
        }
        return new TechnicianDay(name, technicians, requests);
    }

    private static Technician technician(Matcher row, boolean tools) {
        return new Technician(
                Integer.parseInt(row.group(1)),
                number(row, 2),
                number(row, 3),
                number(row, 4),
                number(row, 5),
                skills(row, tools));
    }

    private static Request request(Matcher row, int released, boolean tools) {
        return new Request(
                Integer.parseInt(row.group(1)),
                number(row, 2),
                number(row, 3),
                number(row, 4),
                number(row, 5),
                number(row, 6),
                skills(row, tools),
                released);
    }

    private static double number(Matcher row, int group) {
        return Double.parseDouble(row.group(group));
    }

    private static Set<Integer> skills(Matcher row, boolean tools) {
        Set<Integer> skills = new TreeSet<>(codes(row.group(7), 0));
        if (tools) {
            skills.addAll(codes(row.group(8), FIRST_TOOL));
        }
        return skills;
    }

    private static List<Integer> codes(String list, int first) {
        return Stream.of(list.split(","))
                .filter(code -> !code.isEmpty())
                .map(code -> first + Integer.parseInt(code))
                .toList();
    }
}
