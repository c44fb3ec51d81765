package dev.postern.route;

import java.util.Optional;

/**
 * The paths of one host, as a trie of segments. A lookup costs what the request's path is long, however many routes there are; it only follows
 * segments that some route names. Templates have a trie of their own, of which every branch that fits is followed: they cost what the templates that
 * fit one path are many.
 */
final class PathTable {

    private final PathNode literals = PathNode.root();
    private final PathNode templates = PathNode.root();

    /** Adds what {@code target} names. Entries come in any order; {@link #sort} follows once, before the first lookup. */
    void add(PathPattern target, Entry entry) {
        PathNode node = target.kind() == PathPattern.Kind.TEMPLATE ? templates : literals;
        for (PathPattern.Segment segment : target.segments()) {
            node = segment.isParameter() ? node.parameterOrNew() : node.childOrNew(segment.key());
        }
        (target.kind() == PathPattern.Kind.PREFIX ? node.prefix() : node.exact()).add(entry);
    }

    void sort() {
        literals.sort();
        templates.sort();
    }

    Optional<RouteMatch> find(Question question) {
        Walk walk = Walk.along(literals, question.path());
        return walk.exact(question)
                .or(() -> TemplateSearch.in(templates, question))
                .or(() -> walk.longestPrefix(question));
    }

    /** Where following a path ended: at its end, or at the last segment that any route names. */
    private record Walk(PathNode deepest, boolean complete) {

        static Walk along(PathNode root, String path) {
            PathNode node = root;
            int start = 1;
            while (start <= path.length()) {
                int end = Segments.end(path, start);
                Optional<PathNode> child = node.child(PathKey.of(path.substring(start, end)));
                if (child.isEmpty()) {
                    return new Walk(node, false);
                }
                node = child.get();
                start = end + 1;
            }
            return new Walk(node, true);
        }

        Optional<RouteMatch> exact(Question question) {
            return complete ? first(deepest.exact(), question).map(e -> new RouteMatch(e.route(), question.path().length())) : Optional.empty();
        }

        Optional<RouteMatch> longestPrefix(Question question) {
            for (Optional<PathNode> at = Optional.of(deepest); at.isPresent(); at = at.get().parent()) {
                Optional<Entry> entry = first(at.get().prefix(), question);
                if (entry.isPresent()) {
                    return Optional.of(new RouteMatch(entry.get().route(), Segments.length(question.path(), at.get().depth())));
                }
            }
            return Optional.empty();
        }

        private static Optional<Entry> first(Iterable<Entry> entries, Question question) {
            for (Entry entry : entries) {
                if (entry.accepts(question)) {
                    return Optional.of(entry);
                }
            }
            return Optional.empty();
        }
    }
}
