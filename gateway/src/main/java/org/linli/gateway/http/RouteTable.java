package org.linli.gateway.http;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.linli.gateway.access.Route;

/**
 * Finds the route of a path: a tree of segments, so that the cost does not grow with the number of routes. A parameter
 * matches one segment of 1 to 200 characters that is not empty.
 */
public final class RouteTable {
    private static final int MAX_SEGMENT = 200;

    private final Node root = new Node();

    public RouteTable(Set<Route> routes) {
        EnumSet.copyOf(routes).forEach(this::add);
    }

    /** What a path and a method lead to. */
    public record Match(Route route, Map<String, String> path) {}

    /** Throws {@code not-found} or {@code method-not-allowed}. */
    public Match find(String method, String path) {
        Map<String, String> parameters = new HashMap<>();
        Node node = root;
        for (String segment : segments(path)) {
            node = node == null ? null : node.step(segment, parameters);
        }
        if (node == null || node.routes.isEmpty()) {
            throw Problem.of(
                    ProblemCode.NOT_FOUND, path.length() > MAX_SEGMENT ? path.substring(0, MAX_SEGMENT) : path);
        }
        Route route = node.routes.get(method);
        if (route == null) {
            throw Problem.of(ProblemCode.METHOD_NOT_ALLOWED, String.join(", ", new TreeSet<>(node.routes.keySet())));
        }
        return new Match(route, parameters);
    }

    private void add(Route route) {
        Node node = root;
        for (String segment : segments(route.path())) {
            node = node.child(segment);
        }
        node.routes.put(route.method(), route);
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        int from = 1;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            segments.add(path.substring(from, to));
            from = to + 1;
        }
        return segments;
    }

    private static final class Node {
        final Map<String, Node> words = new HashMap<>();
        final Map<String, Route> routes = new HashMap<>();

        @Nullable
        Node parameter;

        String name = "";

        Node child(String segment) {
            if (!segment.startsWith("{")) {
                return words.computeIfAbsent(segment, word -> new Node());
            }
            if (parameter == null) {
                parameter = new Node();
                name = segment.substring(1, segment.length() - 1);
            }
            return parameter;
        }

        @Nullable
        Node step(String segment, Map<String, String> parameters) {
            Node word = words.get(segment);
            if (word != null || parameter == null || segment.isEmpty() || segment.length() > MAX_SEGMENT) {
                return word;
            }
            parameters.put(name, segment);
            return parameter;
        }
    }
}
