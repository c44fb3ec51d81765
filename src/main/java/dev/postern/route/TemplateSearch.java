package dev.postern.route;

import java.util.Optional;

/** Finds, among all templates that fit a path, the entry that comes first. As deep as the longest template. */
final class TemplateSearch {

    private final Question question;
    private final String path;
    private Optional<Entry> best = Optional.empty();

    private TemplateSearch(Question question) {
        this.question = question;
        this.path = question.path();
    }

    static Optional<RouteMatch> in(PathNode templates, Question question) {
        TemplateSearch search = new TemplateSearch(question);
        search.descend(templates, 1);
        return search.best.map(e -> new RouteMatch(e.route(), question.path().length()));
    }

    private void descend(PathNode node, int start) {
        if (start > path.length()) {
            node.exact().forEach(this::consider);
            return;
        }
        int end = Segments.end(path, start);
        node.child(PathKey.of(path.substring(start, end))).ifPresent(child -> descend(child, end + 1));
        if (end > start) {
            node.parameter().ifPresent(child -> descend(child, end + 1));
        }
    }

    private void consider(Entry entry) {
        boolean earlier = best.isEmpty() || Entry.TEMPLATE_PRECEDENCE.compare(entry, best.get()) < 0;
        if (earlier && entry.accepts(question)) {
            best = Optional.of(entry);
        }
    }
}
