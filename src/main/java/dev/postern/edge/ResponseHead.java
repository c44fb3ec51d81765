package dev.postern.edge;

import io.vertx.core.MultiMap;
import java.util.Objects;

/** Status and headers of an answer; headers that concern one connection only are left out when it is sent. */
public record ResponseHead(int status, MultiMap headers) {

    public ResponseHead {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be 200 to 599");
        }
        Objects.requireNonNull(headers, "headers");
    }

    public static ResponseHead of(int status) {
        return new ResponseHead(status, MultiMap.caseInsensitiveMultiMap());
    }
}
