package dev.postern.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.config.Keys.Key;
import java.nio.file.Path;
import java.util.Optional;

/** A secret: {@code {file: path}} or {@code {env: NAME}}. Written out it is refused, and what was written is never shown. */
final class SecretShape implements Shape<Secret> {

    private static final Section<Optional<Secret>> SECTION = section();

    @Override
    public Optional<Secret> read(Node node, Reading reading) {
        if (!(node instanceof Node.Mapping)) {
            return reading.problem(node.at(), "a secret does not stand in the configuration itself",
                    "write {file: path/to/secret} or {env: NAME_OF_VARIABLE}");
        }
        return SECTION.read(node, reading).flatMap(secret -> secret);
    }

    private static Section<Optional<Secret>> section() {
        Keys keys = new Keys("A secret, from a file or an environment variable.");
        Key<Optional<Located<Path>>> file = keys.maybe("file", FileShapes.named(),
                "File that holds the secret and nothing else; a line end after it is ignored.");
        Key<Optional<String>> env = keys.maybe("env", variable(), "Name of the environment variable that holds the secret.");
        return keys.to(v -> {
            if (v.has(file) == v.has(env)) {
                return v.reading().problem(v.at(), "a secret comes from exactly one place",
                        "write {file: path/to/secret} or {env: NAME_OF_VARIABLE}");
            }
            Optional<Secret> read = v.get(file).flatMap(path -> FileShapes.secret(path, v.reading()));
            return read.or(() -> v.get(env).flatMap(name -> fromEnvironment(name, v.at(env), v.reading())));
        });
    }

    /** What is no name is not shown: it may be the secret itself. */
    private static TextShape<String> variable() {
        return new TextShape<>("the name of an environment variable", text -> {
            if (!text.matches("[A-Za-z_][A-Za-z0-9_]{0,127}")) {
                throw new Unfit("this is not the name of an environment variable", "letters, digits and underscores: IDP_CLIENT_SECRET");
            }
            return text;
        }, Json.pattern("^[A-Za-z_][A-Za-z0-9_]{0,127}$"));
    }

    private static Optional<Secret> fromEnvironment(String name, Position at, Reading reading) {
        Optional<String> value = reading.environment().variable(name);
        return value.isPresent() ? FileShapes.secret(value.get(), at, reading)
                : reading.problem(at, "the environment variable " + Shown.of(name) + " is not set", "");
    }

    @Override
    public ObjectNode schema() {
        return SECTION.schema().put("minProperties", 1).put("maxProperties", 1);
    }
}
