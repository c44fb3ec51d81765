package dev.postern.upstream;

import dev.postern.config.Position;
import dev.postern.config.Problems;
import dev.postern.config.RouteConfig.HeaderEdits;
import io.vertx.core.MultiMap;
import java.util.stream.Stream;

/** A route's header edits, checked once: remove, then set, then add. */
final class Edits {

    private final HeaderEdits edits;

    private Edits(HeaderEdits edits) {
        this.edits = edits;
    }

    static Edits compile(HeaderEdits edits, Position at, Problems problems) {
        Stream.of(edits.remove().stream(), edits.set().keySet().stream(), edits.add().keySet().stream()).flatMap(names -> names).forEach(name -> {
            if (!HeaderText.isToken(name)) {
                problems.add(at, "not a header name: " + name);
            } else if (OwnedNames.isReserved(HeaderText.folded(name))) {
                problems.add(at, "a route cannot edit the header " + name, "the gateway alone says it");
            }
        });
        Stream.concat(edits.set().values().stream(), edits.add().values().stream()).filter(value -> !HeaderText.isValue(value)).forEach(value ->
                problems.add(at, "a header value holds a character that is not allowed", "no control characters, nothing beyond one octet"));
        return new Edits(edits);
    }

    void apply(MultiMap headers) {
        edits.remove().forEach(headers::remove);
        edits.set().forEach(headers::set);
        edits.add().forEach(headers::add);
    }
}
