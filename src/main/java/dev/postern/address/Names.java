package dev.postern.address;

import io.vertx.core.Future;

/** Finds the addresses of host names. Does not block. */
public interface Names {

    /** All of them; never none. Fails with a {@link LookupException}. */
    Future<Answer> resolve(String host);
}
