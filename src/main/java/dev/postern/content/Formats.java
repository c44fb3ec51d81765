package dev.postern.content;

import java.util.Set;

/** Which format a media type has. */
final class Formats {

    private static final Set<String> LINES = Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines", "application/jsonlines", "application/json-seq",
            "application/stream+json", "application/json-lines");
    private static final Set<String> JSON = Set.of("application/json", "text/json", "application/x-json", "application/csp-report");
    private static final Set<String> SCRIPTS = Set.of("text/javascript", "application/javascript", "application/x-javascript", "application/ecmascript", "text/ecmascript");

    private Formats() {}

    static Format of(MediaType type, String prefix, Limits limits) {
        String name = type.name();
        if (LINES.contains(name)) {
            return new JsonFormat(Framing.LINES, prefix, limits.mostDepth());
        }
        if (JSON.contains(name) || name.endsWith("+json")) {
            return new JsonFormat(Framing.WHOLE, prefix, limits.mostDepth());
        }
        if (name.equals("text/event-stream")) {
            return new EventFormat(prefix, limits.mostDepth());
        }
        if (name.equals("application/x-www-form-urlencoded")) {
            return new FormFormat(prefix);
        }
        if (SCRIPTS.contains(name)) {
            return new JsonFormat(Framing.SCRIPT, prefix, 1);
        }
        return new JsonFormat(Framing.PERHAPS, prefix, limits.mostDepth());
    }
}
