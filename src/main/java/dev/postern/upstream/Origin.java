package dev.postern.upstream;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;

/** Scheme, host and port of one endpoint (RFC 6454 §4); an IPv6 host has no brackets here. */
record Origin(Scheme scheme, String host, int port) {

    enum Scheme { HTTP, HTTPS }

    static Origin of(URI url) {
        Scheme scheme = url.getScheme().equalsIgnoreCase("https") ? Scheme.HTTPS : Scheme.HTTP;
        String host = url.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Origin(scheme, bare, url.getPort() > 0 ? url.getPort() : defaultPort(scheme));
    }

    private static int defaultPort(Scheme scheme) {
        return scheme == Scheme.HTTPS ? 443 : 80;
    }

    /** The address that the host is; empty when it is a name. */
    Optional<InetAddress> literal() {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }

    boolean isLocalhost() {
        return host.equalsIgnoreCase("localhost");
    }

    /** Whether its addresses are known without asking anybody. */
    boolean isHere() {
        return isLocalhost() || literal().isPresent();
    }

    /** The host as it stands in an authority (RFC 3986 §3.2.2). */
    String bracketedHost() {
        return host.indexOf(':') < 0 ? host : '[' + host + ']';
    }

    @Override
    public String toString() {
        return (scheme == Scheme.HTTPS ? "https://" : "http://") + bracketedHost() + ':' + port;
    }
}
