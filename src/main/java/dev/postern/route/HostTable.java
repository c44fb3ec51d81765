package dev.postern.route;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hosts, each with its paths: a hash of exact names and a hash of wildcards without their star. A lookup tries the exact name, then one wildcard for
 * each label of the host, longest first; a host name has at most 127 labels.
 */
final class HostTable {

    private final Map<String, PathTable> exact = new HashMap<>();
    private final Map<String, PathTable> below = new HashMap<>();

    PathTable pathsOf(HostPattern host) {
        Map<String, PathTable> hosts = host.kind() == HostPattern.Kind.EXACT ? exact : below;
        return hosts.computeIfAbsent(host.name(), h -> new PathTable());
    }

    void sort() {
        exact.values().forEach(PathTable::sort);
        below.values().forEach(PathTable::sort);
    }

    Optional<RouteMatch> find(Question question) {
        String host = question.host();
        Optional<RouteMatch> found = find(exact, host, question);
        for (int dot = host.indexOf('.'); found.isEmpty() && dot >= 0 && !below.isEmpty(); dot = host.indexOf('.', dot + 1)) {
            found = find(below, host.substring(dot + 1), question);
        }
        return found;
    }

    private static Optional<RouteMatch> find(Map<String, PathTable> hosts, String host, Question question) {
        PathTable paths = hosts.get(host);
        return paths == null ? Optional.empty() : paths.find(question);
    }
}
