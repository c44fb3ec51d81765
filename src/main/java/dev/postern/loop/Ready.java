package dev.postern.loop;

import io.vertx.core.Future;
import java.util.function.Function;

/** Steps whose result is mostly there already: they follow each other as calls, and as futures only where something is waited for. */
public final class Ready {

    private Ready() {}

    /** As {@code before.compose(step)}, but that a step which can be taken at once and throws, throws here. */
    public static <T, R> Future<R> then(Future<T> before, Function<T, Future<R>> step) {
        return before.succeeded() ? step.apply(before.result()) : before.compose(step);
    }
}
