package dev.postern.dlp;

import dev.postern.exchange.Headers;
import dev.postern.inspect.Direction;
import dev.postern.inspect.Message;
import java.util.Locale;
import java.util.Optional;

/** What the head of a message says of its body. */
record BodyHead(String contentType, String contentEncoding, Optional<String> unreadable) {

    /** The target of a request, read as forms are. */
    static final BodyHead TARGET = new BodyHead("application/x-www-form-urlencoded", "", Optional.empty());

    static BodyHead of(Message message) {
        Headers headers = message.headers();
        return new BodyHead(headers.first("content-type").orElse(""), String.join(",", headers.all("content-encoding")), partial(message, headers).or(() -> coded(headers)));
    }

    /** Messages of gRPC have a coding of their own. */
    private static Optional<String> coded(Headers headers) {
        boolean coded = headers.all("grpc-encoding").stream().anyMatch(coding -> !coding.strip().equalsIgnoreCase("identity"));
        return coded ? Optional.of("compressed messages of gRPC") : Optional.empty();
    }

    /** In parts of a document nothing can be found for certain: whoever asks for them one by one would get it past everything. */
    private static Optional<String> partial(Message message, Headers headers) {
        boolean part = message.status() == 206 || message.direction() == Direction.REQUEST && headers.first("content-range").isPresent();
        return part ? Optional.of("a part of a document") : Optional.empty();
    }

    boolean isEvents() {
        return contentType.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }
}
