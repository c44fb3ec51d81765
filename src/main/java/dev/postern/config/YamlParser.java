package dev.postern.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2 events to {@link Node}s, with bounds: {@value #MAX_DEPTH} levels, {@value #MAX_NODES} nodes counted as often as aliases repeat them, one
 * document. Tags and keys that are no scalars are refused. An anchor is known only once its node is whole, so nothing can contain itself.
 */
final class YamlParser {

    static final int MAX_DEPTH = 32;
    static final int MAX_NODES = 1_000_000;

    private final String file;
    private final Problems problems;
    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private final String text;
    private List<String> lines = List.of();
    private int nodes;

    private record Anchored(Node node, int size) {}

    private YamlParser(String file, String text, Problems problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
        LoadSettings settings = LoadSettings.builder().setLabel(file).setUseMarks(true).setParseComments(false).setCodePointLimit(Integer.MAX_VALUE)
                .setBufferSize(text.length() + 1) // with a smaller one the library copies what it holds of a long token again for every piece it adds
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** The document, or empty when there is none to go on with; what is wrong stands in {@code problems}. */
    static Optional<Node> parse(String file, String text, Problems problems) {
        try {
            return new YamlParser(file, text, problems).document();
        } catch (Stop stop) {
            problems.add(stop.at, stop.getMessage(), stop.hint);
        } catch (MarkedYamlEngineException broken) {
            problems.add(broken.getProblemMark().map(mark -> position(file, mark)).orElse(new Position(file, 1, 1)), sentence(broken),
                    hint(file, broken));
        } catch (ReaderException unprintable) {
            problems.add(Places.ofCodePoint(file, text, unprintable.getPosition()),
                    "YAML does not allow the character U+%04X here".formatted(unprintable.getCodePoint()), "write it as an escape in a quoted text");
        } catch (YamlEngineException broken) {
            problems.add(new Position(file, 1, 1), "YAML cannot be read: " + broken.getMessage());
        }
        return Optional.empty();
    }

    private Optional<Node> document() {
        Optional<Node> root = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> {
                    if (root.isPresent()) {
                        throw new Stop(at(event), "a second document begins here",
                                "a configuration file holds one document; use include for several files");
                    }
                    root = Optional.of(node(events.next(), 0));
                }
                case StreamStart, StreamEnd, DocumentEnd, Comment, Alias, Scalar, SequenceStart, SequenceEnd, MappingStart, MappingEnd -> { }
            }
        }
        return root;
    }

    private Node node(Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Stop(at(event), "nested deeper than " + MAX_DEPTH + " levels", "");
        }
        if (event instanceof AliasEvent alias) {
            Anchored known = Optional.ofNullable(anchors.get(alias.getAlias())).orElseThrow(() ->
                    new Stop(at(event), "*" + alias.getAlias().getValue() + " names no anchor before it",
                            "an anchor is set with &name on the node to repeat"));
            count(known.size, event);
            return known.node;
        }
        int before = nodes;
        count(1, event);
        Node node = switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case CollectionStartEvent start when start.getEventId() == Event.ID.SequenceStart -> sequence(start, depth);
            case CollectionStartEvent start -> mapping(start, depth);
            default -> throw new Stop(at(event), "YAML cannot be read here", "");
        };
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(node, nodes - before)));
        return node;
    }

    private Node scalar(ScalarEvent event) {
        refuseTag(event.getTag(), event);
        return new Node.Scalar(event.getValue(), event.isPlain() ? Node.Scalar.Quoting.PLAIN : Node.Scalar.Quoting.QUOTED, at(event), textAt(event));
    }

    private Position textAt(ScalarEvent event) {
        Position at = at(event);
        return switch (event.getScalarStyle()) {
            case PLAIN, JSON_SCALAR_STYLE -> at;
            case SINGLE_QUOTED, DOUBLE_QUOTED -> new Position(at.file(), at.line(), at.column() + 1);
            case LITERAL, FOLDED -> belowMark(at);
        };
    }

    private Position belowMark(Position mark) {
        int line = mark.line();
        while (line < lines().size() && lines().get(line).isBlank()) {
            line++;
        }
        String first = line < lines().size() ? lines().get(line) : "";
        return new Position(mark.file(), mark.line() + 1, first.length() - first.stripLeading().length() + 1);
    }

    /** Split for the first block scalar: most files have none. */
    private List<String> lines() {
        if (lines.isEmpty()) {
            lines = text.lines().toList();
        }
        return lines;
    }

    private Node sequence(CollectionStartEvent start, int depth) {
        refuseTag(start.getTag(), start);
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new Node.Sequence(items, at(start));
    }

    private Node mapping(CollectionStartEvent start, int depth) {
        refuseTag(start.getTag(), start);
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Position at = at(event);
            if (!(event instanceof ScalarEvent key)) {
                throw new Stop(at, "a key must be a plain text", "");
            }
            refuseTag(key.getTag(), key);
            Node.Entry entry = new Node.Entry(key.getValue(), at, node(events.next(), depth + 1));
            Node.Entry first = entries.putIfAbsent(entry.key(), entry);
            if (first != null) {
                problems.add(at, "key " + Shown.of(entry.key()) + " is given twice", "first at " + first.at());
            }
        }
        return new Node.Mapping(List.copyOf(entries.values()), at(start));
    }

    private void refuseTag(Optional<String> tag, Event event) {
        if (tag.isPresent()) {
            problems.add(at(event), "the tag " + Shown.of(tag.get()) + " has no meaning here", "leave it out");
        }
    }

    private void count(int more, Event event) {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw new Stop(at(event), "more than " + MAX_NODES + " nodes, counting what aliases repeat", "");
        }
    }

    private Position at(Event event) {
        return event.getStartMark().map(mark -> position(file, mark)).orElse(new Position(file, 1, 1));
    }

    private static Position position(String file, Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String sentence(MarkedYamlEngineException broken) {
        String context = broken.getContext() == null || broken.getContext().isBlank() ? "" : ' ' + broken.getContext();
        return "YAML cannot be read" + context + ": " + broken.getProblem();
    }

    private static String hint(String file, MarkedYamlEngineException broken) {
        if (String.valueOf(broken.getProblem()).contains("TAB")) {
            return "indent with spaces";
        }
        return broken.getContextMark().map(mark -> "it begins at " + position(file, mark)).orElse("");
    }

    /** Ends the reading of one file; its place is the first thing to repair. */
    private static final class Stop extends RuntimeException {

        private final transient Position at;
        private final String hint;

        Stop(Position at, String message, String hint) {
            super(message, null, false, false);
            this.at = at;
            this.hint = hint;
        }
    }
}
