package dev.postern.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path up to one of its segments: what is exactly here, and what is here and below. Built at load by one thread, then only read. */
final class PathNode {

    private final Optional<PathNode> parent;
    private final int depth;
    private final Map<String, PathNode> children = new HashMap<>(4);
    private final List<Entry> exact = new ArrayList<>(0);
    private final List<Entry> prefix = new ArrayList<>(0);
    private Optional<PathNode> parameter = Optional.empty();

    private PathNode(Optional<PathNode> parent, int depth) {
        this.parent = parent;
        this.depth = depth;
    }

    static PathNode root() {
        return new PathNode(Optional.empty(), 0);
    }

    PathNode childOrNew(String segment) {
        return children.computeIfAbsent(segment, s -> new PathNode(Optional.of(this), depth + 1));
    }

    PathNode parameterOrNew() {
        PathNode node = parameter.orElseGet(() -> new PathNode(Optional.of(this), depth + 1));
        parameter = Optional.of(node);
        return node;
    }

    Optional<PathNode> child(String segment) {
        return Optional.ofNullable(children.get(segment));
    }

    Optional<PathNode> parameter() {
        return parameter;
    }

    Optional<PathNode> parent() {
        return parent;
    }

    /** Segments from the root to here. */
    int depth() {
        return depth;
    }

    List<Entry> exact() {
        return exact;
    }

    List<Entry> prefix() {
        return prefix;
    }

    void sort() {
        exact.sort(Entry.PRECEDENCE);
        prefix.sort(Entry.PRECEDENCE);
        children.values().forEach(PathNode::sort);
        parameter.ifPresent(PathNode::sort);
    }
}
