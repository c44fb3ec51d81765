package dev.postern.firewall;

import dev.postern.inspect.Direction;
import dev.postern.inspect.Message;
import dev.postern.waf.Extent;
import dev.postern.waf.Field;
import dev.postern.waf.Settings;
import dev.postern.waf.Transaction;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** Phases 1 and 2. */
final class RequestPhases implements Phases {

    private final Message message;
    private final List<Field> fields;

    RequestPhases(Message message) {
        this.message = message;
        this.fields = Asked.fields(message.facts());
    }

    @Override
    public Direction direction() {
        return Direction.REQUEST;
    }

    @Override
    public long headBytes() {
        return message.target().length() + Asked.size(fields);
    }

    @Override
    public boolean mayHaveBody() {
        return message.content() == Message.Content.POSSIBLE;
    }

    @Override
    public String contentEncoding() {
        return String.join(",", message.facts().headers().all(HttpHeaders.CONTENT_ENCODING));
    }

    @Override
    public void head(Transaction transaction) {
        transaction.requestHead(Asked.line(message.facts(), message.target()), fields);
    }

    @Override
    public boolean wantsBody(Transaction transaction) {
        return transaction.wantsRequestBody();
    }

    @Override
    public Optional<Settings.Limit> limit(Transaction transaction) {
        return transaction.requestBodyLimit();
    }

    @Override
    public void body(Transaction transaction, byte[] body, Extent extent) {
        transaction.requestBody(body, extent);
    }
}
