package dev.postern.waf;

/** The request line and the request as a whole. */
final class RequestVariables {

    private RequestVariables() {}

    static byte[] line(Transaction from) {
        return from.request().line().whole();
    }

    static byte[] method(Transaction from) {
        return from.request().line().method();
    }

    static byte[] protocol(Transaction from) {
        return from.request().line().protocol();
    }

    static byte[] uri(Transaction from) {
        return from.request().uri();
    }

    static byte[] uriRaw(Transaction from) {
        return from.request().line().target();
    }

    static byte[] filename(Transaction from) {
        return from.request().path();
    }

    static byte[] basename(Transaction from) {
        return RequestLine.basename(from.request().path());
    }

    /** None without a question mark. */
    static void query(Supply self, Transaction from, Rows into) {
        if (from.request().line().hasQuery()) {
            into.add(self, from.cells().of(from.request().queryString()));
        }
    }

    static byte[] body(Transaction from) {
        return from.request().shownBody();
    }

    static byte[] bodyLength(Transaction from) {
        return Ascii.number(from.request().body().length);
    }
}
