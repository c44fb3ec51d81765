package dev.postern.firewall;

import dev.postern.inspect.Direction;
import dev.postern.inspect.Message;
import dev.postern.waf.Extent;
import dev.postern.waf.Field;
import dev.postern.waf.Settings;
import dev.postern.waf.Transaction;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Phases 3 and 4. */
final class ResponsePhases implements Phases {

    private final Message message;
    private final List<Field> fields;

    ResponsePhases(Message message) {
        this.message = message;
        this.fields = Asked.fields(message.headers());
    }

    @Override
    public Direction direction() {
        return Direction.RESPONSE;
    }

    @Override
    public long headBytes() {
        return Asked.size(fields);
    }

    @Override
    public boolean mayHaveBody() {
        return message.content() == Message.Content.POSSIBLE;
    }

    @Override
    public String contentEncoding() {
        return String.join(",", message.headers().all(HttpHeaders.CONTENT_ENCODING));
    }

    @Override
    public void head(Transaction transaction) {
        transaction.responseHead(message.status(), message.facts().protocol().label().getBytes(StandardCharsets.ISO_8859_1), fields);
    }

    @Override
    public boolean wantsBody(Transaction transaction) {
        return transaction.wantsResponseBody();
    }

    @Override
    public Optional<Settings.Limit> limit(Transaction transaction) {
        return transaction.responseBodyLimit();
    }

    @Override
    public void body(Transaction transaction, byte[] body, Extent extent) {
        transaction.responseBody(body, extent);
    }
}
