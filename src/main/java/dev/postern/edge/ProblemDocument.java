package dev.postern.edge;

import dev.postern.page.RefusalView;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** What a refused program reads (RFC 9457), media type {@code application/problem+json}. */
final class ProblemDocument {

    private ProblemDocument() {}

    static Buffer of(RefusalView view) {
        return new JsonObject()
                .put("type", "urn:postern:reason:" + view.code())
                .put("title", view.title())
                .put("status", view.status())
                .put("detail", view.advice())
                .put("instance", "urn:postern:request:" + view.requestId().value())
                .put("reason", view.code())
                .put("id", view.requestId().value())
                .toBuffer();
    }
}
