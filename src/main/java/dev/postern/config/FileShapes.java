package dev.postern.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files that the configuration names: they must be there when it is read, and are watched from then on. Relative paths start at the file they are
 * written in.
 */
final class FileShapes {

    private static final int MAX_SECRET = 64 * 1024;

    private FileShapes() {}

    /** A file that is read by whoever uses it. */
    static Shape<Located<Path>> existing() {
        return new Resolved(FileShapes::checkReadable);
    }

    /** A file that is read at once, by {@link #secret}, which says what is wrong with it. */
    static Shape<Located<Path>> named() {
        return new Resolved((file, at, reading) -> reading.watch(file));
    }

    /** A file that will be written; its directory must exist. */
    static Shape<Located<Path>> written() {
        return new Resolved(FileShapes::checkWritable);
    }

    private static void checkReadable(Path file, Position at, Reading reading) {
        reading.watch(file);
        complaint(file).ifPresent(complaint -> reading.problem(at, complaint, hint(file)));
    }

    private static void checkWritable(Path file, Position at, Reading reading) {
        Path directory = Optional.ofNullable(file.getParent()).orElse(file);
        if (!Files.isDirectory(directory)) {
            reading.problem(at, "the directory " + last(directory) + " does not exist", "create it, or name another");
        } else if (Files.isDirectory(file)) {
            reading.problem(at, last(file) + " is a directory", "name a file in it");
        }
    }

    /** The last part is enough beside the place it stands at, and does not depend on where the file is read. */
    private static String last(Path file) {
        return Shown.of(Optional.ofNullable(file.getFileName()).orElse(file).toString());
    }

    static Optional<String> complaint(Path file) {
        String name = last(file);
        if (!Files.exists(file)) {
            return Optional.of("there is no file " + name);
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of(name + " is not a file");
        }
        return Files.isReadable(file) ? Optional.empty() : Optional.of(name + " cannot be read");
    }

    static String hint(Path file) {
        return Files.exists(file) ? "looked at " + file : "looked for " + file;
    }

    /** The secret a file holds, without the line end after it. */
    static Optional<Secret> secret(Located<Path> file, Reading reading) {
        Optional<String> complaint = complaint(file.value());
        if (complaint.isPresent()) {
            return reading.problem(file.at(), complaint.get(), hint(file.value()));
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(file.value())) {
            content = in.readNBytes(MAX_SECRET + 1);
        } catch (IOException unreadable) {
            return reading.problem(file.at(), "the secret cannot be read", hint(file.value()));
        }
        if (content.length > MAX_SECRET) {
            return reading.problem(file.at(), "the secret is larger than 64 KiB", "a file with the secret and nothing else");
        }
        try {
            return secret(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString().replaceFirst("\\r?\\n$", ""), file.at(),
                    reading);
        } catch (CharacterCodingException notText) {
            return reading.problem(file.at(), "the secret is not UTF-8", "a file with the secret and nothing else");
        }
    }

    static Optional<Secret> secret(String text, Position at, Reading reading) {
        if (text.isBlank()) {
            return reading.problem(at, "the secret is empty", "");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            return reading.problem(at, "the secret has several lines or control characters", "the secret and nothing else");
        }
        return Optional.of(new Secret(text));
    }

    private record Resolved(Placed.Noticed<Path> check) implements Shape<Located<Path>> {

        @Override
        public Optional<Located<Path>> read(Node node, Reading reading) {
            if (!(node instanceof Node.Scalar scalar) || scalar.isNothing()) {
                return reading.problem(node.at(), node.kind() + " stands where a path should", "the path of a file, relative to this one");
            }
            if (scalar.text().startsWith("-----BEGIN") || scalar.text().chars().anyMatch(Character::isISOControl)) {
                return reading.problem(node.at(), "the content of a file stands where its path should", "put it in a file and name that");
            }
            try {
                Path file = Reading.resolve(scalar.text(), node.at());
                check.at(file, node.at(), reading);
                return Optional.of(new Located<>(file, node.at()));
            } catch (InvalidPathException notAPath) {
                return reading.problem(node.at(), Shown.of(scalar.text()) + " is not a path", "the path of a file, relative to this one");
            }
        }

        @Override
        public ObjectNode schema() {
            return Json.type("string").put("minLength", 1);
        }
    }
}
