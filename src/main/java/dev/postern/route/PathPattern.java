package dev.postern.route;

import dev.postern.config.MatchConfig.PathMatch;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.RefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The path of a route, checked and cut into segments.
 *
 * @param kind     exact, prefix by whole segments, or template
 * @param segments from left to right; none for the prefix {@code /}
 */
record PathPattern(Kind kind, List<Segment> segments) {

    enum Kind { EXACT, PREFIX, TEMPLATE }

    /** A literal segment in the spelling paths are compared in, or a template's parameter. */
    record Segment(String key, boolean isParameter) {}

    /** @throws IllegalArgumentException when the path is not canonical or its template is malformed; the message says what is wrong */
    static PathPattern parse(PathMatch match) {
        String path = match.value().value();
        return switch (match.kind()) {
            case EXACT -> new PathPattern(Kind.EXACT, literals(canonical(path)));
            case PREFIX -> new PathPattern(Kind.PREFIX, literals(withoutEndingSlash(canonical(path))));
            case TEMPLATE -> new PathPattern(Kind.TEMPLATE, template(path));
        };
    }

    /** The canonical spelling of a path in the configuration. */
    static String canonical(String path) {
        try {
            return CanonicalPath.parse(path).value();
        } catch (RefusedException refused) {
            throw new IllegalArgumentException(refused.denial().detail());
        }
    }

    static String withoutEndingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    int literalCharacters() {
        return segments.stream().filter(s -> !s.isParameter()).mapToInt(s -> s.key().length() + 1).sum();
    }

    /** What two patterns that mean the same paths have in common; parameters count, their names do not. */
    String shape() {
        return kind + segments.stream().map(s -> s.isParameter() ? "/{}" : '/' + s.key().replace("{", "{{")).collect(Collectors.joining());
    }

    private static List<Segment> literals(String path) {
        return split(path).stream().map(s -> new Segment(PathKey.of(s), false)).toList();
    }

    private static List<Segment> template(String path) {
        canonical(path.replace('{', '_').replace('}', '_')); // braces are no path characters: what is between them must be canonical, segment by segment
        Set<String> names = new HashSet<>();
        List<Segment> segments = split(path).stream().map(s -> templateSegment(s, names)).toList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a template without a parameter");
        }
        return segments;
    }

    private static Segment templateSegment(String segment, Set<String> names) {
        if (segment.indexOf('{') < 0 && segment.indexOf('}') < 0) {
            return new Segment(PathKey.of(canonical('/' + segment).substring(1)), false);
        }
        String name = segment.length() > 2 ? segment.substring(1, segment.length() - 1) : "";
        if (segment.charAt(0) != '{' || !segment.endsWith("}") || !isName(name)) {
            throw new IllegalArgumentException("'" + segment + "' is neither a literal segment nor one parameter in braces");
        }
        if (!names.add(name)) {
            throw new IllegalArgumentException("the parameter '" + name + "' occurs twice");
        }
        return new Segment("", true);
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
                || c == '-');
    }

    private static List<String> split(String path) {
        List<String> segments = new ArrayList<>();
        for (int start = 1; start <= path.length(); ) {
            int end = Segments.end(path, start);
            segments.add(path.substring(start, end));
            start = end + 1;
        }
        return segments;
    }
}
