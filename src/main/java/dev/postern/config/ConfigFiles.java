package dev.postern.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the configuration file and what it includes into one mapping: lists are joined in reading order, any other section may stand once. */
final class ConfigFiles {

    static final int MAX_FILE_BYTES = 8 * 1024 * 1024;
    static final int MAX_ALL_BYTES = 32 * 1024 * 1024;
    static final int MAX_FILES = 1000;
    static final int MAX_INCLUDE_DEPTH = 8;

    private final Reading reading;
    private final MessageDigest digest = sha256();
    private final Map<String, Node.Entry> merged = new LinkedHashMap<>();
    private final Map<Path, Position> included = new HashMap<>();
    private final List<Path> open = new ArrayList<>();
    private long bytes;
    private State state = State.WHOLE;

    private enum State { WHOLE, BROKEN }

    ConfigFiles(Reading reading) {
        this.reading = reading;
    }

    Node.Mapping read(Path main) {
        Position start = new Position(main.toString(), 1, 1);
        file(main, start);
        return new Node.Mapping(List.copyOf(merged.values()), start);
    }

    /** Whether every file could be read; names that are missing otherwise may stand in the one that could not. */
    boolean areWhole() {
        return state == State.WHOLE;
    }

    String version() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    /** @param cause where the file is named; the start of the file itself for the first */
    private void file(Path file, Position cause) {
        Path real = real(file);
        reading.watch(file.toAbsolutePath().normalize());
        if (open.contains(real)) {
            broken(cause, Shown.of(file.toString()) + " includes itself",
                    "by way of " + String.join(", ", open.stream().map(path -> path.getFileName().toString()).toList()));
        } else if (included.containsKey(real)) {
            broken(cause, Shown.of(file.toString()) + " is included twice", "first at " + included.get(real));
        } else if (open.size() > MAX_INCLUDE_DEPTH || included.size() >= MAX_FILES) {
            broken(cause, open.size() > MAX_INCLUDE_DEPTH ? "includes go deeper than " + MAX_INCLUDE_DEPTH + " files"
                    : "more than " + MAX_FILES + " files", "");
        } else {
            included.put(real, cause);
            open.add(real);
            content(file, cause).flatMap(content -> text(file, content)).flatMap(text -> document(file, text)).ifPresent(this::merge);
            open.removeLast();
        }
    }

    private Optional<byte[]> content(Path file, Position cause) {
        Optional<String> complaint = FileShapes.complaint(file);
        if (complaint.isPresent()) {
            return broken(cause, complaint.get(), FileShapes.hint(file.toAbsolutePath().normalize()));
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_FILE_BYTES + 1);
        } catch (IOException unreadable) {
            return broken(cause, Shown.of(file.toString()) + " cannot be read", "");
        }
        bytes += content.length;
        if (content.length > MAX_FILE_BYTES || bytes > MAX_ALL_BYTES) {
            return broken(cause, content.length > MAX_FILE_BYTES ? "the file is larger than 8 MiB" : "the configuration is larger than 32 MiB", "");
        }
        digest.update(ByteBuffer.allocate(4).putInt(0, content.length));
        digest.update(content);
        return Optional.of(content);
    }

    private Optional<String> text(Path file, byte[] content) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(content.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(content), text, true);
        text.flip();
        if (result.isError()) {
            return broken(Places.ofCodePoint(file.toString(), text.toString(), Integer.MAX_VALUE), "the file is not UTF-8 from here on",
                    "save it as UTF-8");
        }
        String whole = text.toString();
        return Optional.of(whole.startsWith("\ufeff") ? whole.substring(1) : whole);
    }

    private Optional<Node.Mapping> document(Path file, String text) {
        int before = reading.problems().count();
        Optional<Node> root = YamlParser.parse(file.toString(), text, reading.problems());
        if (reading.problems().count() > before) {
            state = State.BROKEN;
        }
        return switch (root.orElse(Node.Mapping.empty(new Position(file.toString(), 1, 1)))) {
            case Node.Mapping mapping -> Optional.of(mapping);
            case Node.Scalar nothing when nothing.isNothing() -> Optional.empty();
            case Node.Scalar other -> broken(other.at(), other.kind() + " stands where a configuration should",
                    "a mapping with sections such as listen, routes and policies");
            case Node.Sequence other -> broken(other.at(), "a list stands where a configuration should",
                    "a mapping with sections such as listen, routes and policies");
        };
    }

    private void merge(Node.Mapping file) {
        for (Node.Entry entry : file.entries()) {
            boolean nothing = entry.value() instanceof Node.Scalar scalar && scalar.isNothing();
            if (!nothing && !entry.key().equals(RootSection.INCLUDE)) {
                merged.merge(entry.key(), entry, this::join);
            }
        }
        file.entry(RootSection.INCLUDE).ifPresent(include -> Lists.oneOrMore(Scalars.located(Scalars.text())).read(include.value(), reading)
                .ifPresentOrElse(patterns -> patterns.forEach(this::include), () -> state = State.BROKEN));
    }

    private Node.Entry join(Node.Entry first, Node.Entry second) {
        if (first.value() instanceof Node.Sequence one && second.value() instanceof Node.Sequence two) {
            List<Node> items = new ArrayList<>(one.items());
            items.addAll(two.items());
            return new Node.Entry(first.key(), first.at(), new Node.Sequence(items, one.at()));
        }
        reading.problem(second.at(), "section " + Shown.of(second.key()) + " is given twice",
                "first at " + first.at() + "; only lists are joined across files");
        return first;
    }

    private void include(Located<String> pattern) {
        IncludePattern.files(pattern, reading).ifPresentOrElse(files -> files.forEach(file -> file(file, pattern.at())), () -> state = State.BROKEN);
    }

    private <T> Optional<T> broken(Position at, String message, String hint) {
        state = State.BROKEN;
        return reading.problem(at, message, hint);
    }

    /** Where the file really is, so that no second name for it hides that it has been read. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException missing) {
            return file.toAbsolutePath().normalize();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
