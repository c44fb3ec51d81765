package dev.postern.route;

import io.vertx.core.MultiMap;
import java.util.List;

/**
 * Edits of a message's headers, in this order: remove, set (replacing every line of the name), add. They never touch framing, fields of the
 * connection, or what the gateway itself asserts; a configuration that tries is refused at load.
 */
public final class HeaderEdits {

    private static final HeaderEdits NONE = new HeaderEdits(List.of());

    /** One change; applied in order. */
    sealed interface Edit {

        void apply(MultiMap headers);

        record Remove(String name) implements Edit {
            @Override
            public void apply(MultiMap headers) {
                headers.remove(name);
            }
        }

        record Replace(String name, String value) implements Edit {
            @Override
            public void apply(MultiMap headers) {
                headers.set(name, value);
            }
        }

        record Append(String name, String value) implements Edit {
            @Override
            public void apply(MultiMap headers) {
                headers.add(name, value);
            }
        }
    }

    private final List<Edit> edits;

    private HeaderEdits(List<Edit> edits) {
        this.edits = edits;
    }

    static HeaderEdits of(List<Edit> edits) {
        return edits.isEmpty() ? NONE : new HeaderEdits(List.copyOf(edits));
    }

    /** Changes {@code headers} in place; on the thread that owns them. */
    public void apply(MultiMap headers) {
        for (Edit edit : edits) {
            edit.apply(headers);
        }
    }

    public boolean isEmpty() {
        return edits.isEmpty();
    }
}
