package dev.postern.waf;


/** The response's status line and body. */
final class ResponseVariables {

    private ResponseVariables() {}

    static byte[] body(Transaction from) {
        return from.response().body();
    }

    static byte[] status(Transaction from) {
        return Ascii.number(from.response().status());
    }

    static byte[] protocol(Transaction from) {
        return from.response().protocol();
    }

    static byte[] statusLine(Transaction from) {
        return Ascii.bytes(Ascii.text(from.response().protocol()) + " " + from.response().status());
    }

    static byte[] contentLength(Transaction from) {
        return Ascii.number(from.response().body().length);
    }

    static byte[] contentType(Transaction from) {
        return Ascii.bytes(from.response().mediaType());
    }
}
