package dev.postern.waf;

/** The connection and its two ends. */
final class ConnectionVariables {

    private ConnectionVariables() {}

    static byte[] remoteAddress(Transaction from) {
        return Ascii.bytes(from.connection().remoteAddress());
    }

    static byte[] remotePort(Transaction from) {
        return Ascii.number(from.connection().remotePort());
    }

    static byte[] serverAddress(Transaction from) {
        return Ascii.bytes(from.connection().serverAddress());
    }

    static byte[] serverPort(Transaction from) {
        return Ascii.number(from.connection().serverPort());
    }

    /** The host the client names, without a port. */
    static byte[] serverName(Transaction from) {
        String host = Ascii.text(from.request().first("host"));
        int colon = host.lastIndexOf(':');
        return Ascii.bytes(colon > host.lastIndexOf(']') ? host.substring(0, colon) : host);
    }

    static byte[] uniqueId(Transaction from) {
        return Ascii.bytes(from.connection().uniqueId());
    }
}
