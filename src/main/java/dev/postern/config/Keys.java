package dev.postern.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Declares the keys of a {@link Section}: each with its shape, its default as it would be written in the file, and its documentation. */
final class Keys {

    /** Read for a key that is left out. */
    private interface Absent<T> {

        Optional<T> read(Node.Mapping parent, Reading reading);
    }

    enum Need { REQUIRED, OPTIONAL, SHORT_FORM }

    /** One key; the type parameter is what {@link Section.Values#get} returns for it. */
    static final class Key<T> {

        private final String name;
        private final Shape<T> shape;
        private final Absent<T> absent;
        private final Need need;
        private final String doc;
        private final Optional<JsonNode> byDefault;

        private Key(String name, Shape<T> shape, Absent<T> absent, Need need, String doc, Optional<JsonNode> byDefault) {
            this.name = name;
            this.shape = shape;
            this.absent = absent;
            this.need = need;
            this.doc = doc;
            this.byDefault = byDefault;
        }

        String name() {
            return name;
        }

        Shape<T> shape() {
            return shape;
        }

        Need need() {
            return need;
        }

        String doc() {
            return doc;
        }

        Optional<JsonNode> byDefault() {
            return byDefault;
        }

        /** The value given, or the default; after a bad value the default too, so that what follows can still be checked. */
        Optional<T> read(Node.Mapping mapping, Reading reading) {
            Optional<Node.Entry> entry = mapping.entry(name);
            if (entry.isEmpty()) {
                return absent.read(mapping, reading);
            }
            Optional<T> given = shape.read(entry.get().value(), reading);
            return given.isPresent() || need == Need.REQUIRED ? given : absent.read(mapping, reading);
        }
    }

    private final String doc;
    private final List<Key<?>> keys;
    private final Need unlessRequired;

    /** @param doc what the section is, in a sentence */
    Keys(String doc) {
        this(doc, new ArrayList<>(), Need.OPTIONAL);
    }

    private Keys(String doc, List<Key<?>> keys, Need unlessRequired) {
        this.doc = doc;
        this.keys = keys;
        this.unlessRequired = unlessRequired;
    }

    /** The same keys; what is added here is a short form of what stands elsewhere. */
    Keys shortForms() {
        return new Keys(doc, keys, Need.SHORT_FORM);
    }

    /** A key that must be there. */
    <T> Key<T> required(String name, Shape<T> shape, String doc) {
        Absent<T> missing = (parent, reading) -> reading.problem(parent.at(), "key \"" + name + "\" is missing here", doc);
        return add(new Key<>(name, shape, missing, Need.REQUIRED, doc, Optional.empty()));
    }

    /** A key with a default, written as in the file. */
    <T> Key<T> optional(String name, Shape<T> shape, String byDefault, String doc) {
        Absent<T> parsed = (parent, reading) -> shape.read(new Node.Scalar(byDefault, Node.Scalar.Quoting.QUOTED, Position.NONE), reading);
        return add(new Key<>(name, shape, parsed, unlessRequired, doc, Optional.of(shape.schemaDefault(byDefault))));
    }

    /** A key whose value may be absent. */
    <T> Key<Optional<T>> maybe(String name, Shape<T> shape, String doc) {
        return add(new Key<>(name, new Maybe<>(shape), (parent, reading) -> Optional.of(Optional.empty()), unlessRequired, doc, Optional.empty()));
    }

    /** A short form of another key: accepted, but no component of its own. */
    <T> Key<Optional<T>> shortForm(String name, Shape<T> shape, String doc) {
        return add(new Key<>(name, new Maybe<>(shape), (parent, reading) -> Optional.of(Optional.empty()), Need.SHORT_FORM, doc, Optional.empty()));
    }

    /** A list that is empty when left out; given, it must have elements, because an empty one would read like "none" and mean "any". */
    <T> Key<List<T>> many(String name, Shape<List<T>> list, String doc) {
        return add(new Key<>(name, list, (parent, reading) -> Optional.of(List.of()), unlessRequired, doc, Optional.empty()));
    }

    /** A list with a default. */
    <T> Key<List<T>> many(String name, Shape<List<T>> list, List<String> byDefault, String doc) {
        List<Node> items = byDefault.stream().<Node>map(text -> new Node.Scalar(text, Node.Scalar.Quoting.QUOTED, Position.NONE)).toList();
        Absent<List<T>> parsed = (parent, reading) -> list.read(new Node.Sequence(items, Position.NONE), reading);
        return add(new Key<>(name, list, parsed, unlessRequired, doc, Optional.of(Json.array(byDefault))));
    }

    /** A key whose absence means {@code byDefault}. */
    <T> Key<T> or(String name, Shape<T> shape, T byDefault, String doc) {
        return add(new Key<>(name, shape, (parent, reading) -> Optional.of(byDefault), unlessRequired, doc, Optional.empty()));
    }

    /** A section whose keys all have defaults. */
    <T> Key<T> section(String name, Section<T> section, String doc) {
        Absent<T> defaults = (parent, reading) -> section.read(Node.Mapping.empty(parent.at()), reading);
        return add(new Key<>(name, section, defaults, unlessRequired, doc, Optional.empty()));
    }

    /** @param make called when every required key could be read */
    <T> Section<T> to(Function<Section.Values, T> make) {
        return new Section<>(doc, List.copyOf(keys), make);
    }

    private <T> Key<T> add(Key<T> key) {
        keys.add(key);
        return key;
    }
}
