package dev.postern.content;

import java.util.Optional;
import java.util.Set;

/** Which format a media type has, and which one is meant when the document begins like another. */
final class Formats {

    private static final Set<String> LINES = Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines", "application/jsonlines", "application/json-seq",
            "application/stream+json", "application/json-lines");
    private static final Set<String> JSON = Set.of("application/json", "text/json", "application/x-json", "application/csp-report");
    private static final Set<String> SCRIPTS = Set.of("text/javascript", "application/javascript", "application/x-javascript", "application/ecmascript", "text/ecmascript");
    private static final Set<String> CSV = Set.of("text/csv", "application/csv", "text/tab-separated-values", "text/comma-separated-values");
    private static final Set<String> PAGES = Set.of("text/html", "application/xhtml+xml");
    private static final Set<String> XML = Set.of("application/xml", "text/xml");

    private final MediaType type;
    private final Setting setting;

    Formats(MediaType type, Setting setting) {
        this.type = type;
        this.setting = setting;
    }

    /** What the media type says. */
    Format said() {
        String name = type.name();
        if (LINES.contains(name)) {
            return json(Framing.LINES);
        }
        if (isJson()) {
            return json(Framing.WHOLE);
        }
        if (isEvents()) {
            return new EventFormat(setting.within(), setting.limits().mostDepth());
        }
        if (isForm()) {
            return new FormFormat(setting.within());
        }
        if (SCRIPTS.contains(name)) {
            return json(Framing.SCRIPT);
        }
        if (PAGES.contains(name) || isXml()) {
            return xml(isXml() ? XmlFormat.Kind.XML : XmlFormat.Kind.HTML);
        }
        if (isTable()) {
            return new CsvFormat(setting.within(), !type.parameter("header").orElse("").equalsIgnoreCase("absent"));
        }
        return json(Framing.PERHAPS);
    }

    /** What else it may be, by these two octets that it begins with, the white space not counted: then it is not what it says, if it says something. */
    Optional<Format> meant(byte first, byte second) {
        boolean markup = first == '<' && (second == '!' || second == '?' || (second | 0x20) >= 'a' && (second | 0x20) <= 'z');
        if (markup && (isJson() || isUnknown())) {
            return Optional.of(xml(XmlFormat.Kind.HTML));
        }
        if (first == '"' && isEvents()) {
            return Optional.of(json(Framing.SCRIPT));
        }
        boolean json = first == '{' || first == '[';
        return json && (isForm() || isXml() || isTable() || isEvents() || PAGES.contains(type.name())) ? Optional.of(json(Framing.PERHAPS)) : Optional.empty();
    }

    /** Whether how it begins may tell that something else is meant. */
    boolean mayMeanAnother() {
        return isJson() || isForm() || isXml() || isTable() || isEvents() || PAGES.contains(type.name()) || isUnknown();
    }

    /** Whether it is said to be of no format at all. */
    boolean isUnknown() {
        return !LINES.contains(type.name()) && !isJson() && !isForm() && !isXml() && !SCRIPTS.contains(type.name()) && !PAGES.contains(type.name()) && !isTable() && !isEvents();
    }

    boolean isXml() {
        return XML.contains(type.name()) || type.name().endsWith("+xml") && !PAGES.contains(type.name());
    }

    private boolean isJson() {
        return JSON.contains(type.name()) || type.name().endsWith("+json") && !LINES.contains(type.name());
    }

    /** Escapes of JSON mean nothing in it, unless it is read as something else than it says. */
    boolean isTable() {
        return CSV.contains(type.name());
    }

    private boolean isEvents() {
        return type.name().equals("text/event-stream");
    }

    /** As with {@link #isTable}; JSON may stand in its values too. */
    boolean isForm() {
        return type.name().equals("application/x-www-form-urlencoded");
    }

    private Format json(Framing framing) {
        return new JsonFormat(framing, setting.prefix(), setting.limits().mostDepth());
    }

    private Format xml(XmlFormat.Kind kind) {
        return new XmlFormat(kind, setting.prefix(), setting.limits().mostDepth());
    }
}
