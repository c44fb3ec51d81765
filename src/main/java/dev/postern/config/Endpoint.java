package dev.postern.config;

/** A host and a port to listen on or connect to. Port 0 listens on any free port. */
public record Endpoint(String host, int port) {

    public Endpoint {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the host is empty");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("the port must be 0 to 65535");
        }
    }

    /**
     * Reads {@code host:port} or {@code [v6]:port}; the host is {@code localhost}, a host name or a literal address.
     *
     * @throws IllegalArgumentException for anything else, in a sentence that says what is wrong
     */
    public static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || text.endsWith("]")) {
            throw new IllegalArgumentException("there is no port");
        }
        int port;
        try {
            port = Literals.number(text.substring(colon + 1), 5);
        } catch (IllegalArgumentException notANumber) {
            throw new IllegalArgumentException("the port is not a number");
        }
        return new Endpoint(host(text.substring(0, colon)), port);
    }

    private static String host(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            Literals.address(text.substring(1, text.length() - 1));
            return text.substring(1, text.length() - 1);
        }
        if (text.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an IPv6 address stands in brackets");
        }
        return HostText.exact(text);
    }

    /** Whether it can be reached from this machine alone. */
    public boolean isLoopback() {
        return HostText.isLoopback(host);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }
}
