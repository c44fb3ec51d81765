package dev.postern.identity;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Where an issuer's JWK Set comes from. The future may complete on any thread. */
interface KeySource extends AutoCloseable {

    Future<Buffer> fetch();

    @Override
    void close();
}
