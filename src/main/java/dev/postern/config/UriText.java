package dev.postern.config;

import java.net.URI;
import java.net.URISyntaxException;

/** URIs with a host: of upstreams, identity providers and key sets. Plain {@code http} stays on this machine. */
final class UriText {

    private UriText() {}

    static URI parse(String text) {
        if (text.matches("(?s)[^/?#]*//[^/?#]*@.*")) {
            throw new Unfit("the URI holds user information", "no names or passwords in URIs");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException notAUri) {
            throw new Unfit(Shown.of(text) + " is not a URI", "");
        }
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new Unfit(Shown.of(text) + " is not a URI with a scheme and a host", "");
        }
        HostText.exact(uri.getHost());
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new Unfit(Shown.of(text) + " has a port out of range", "1 to 65535");
        }
        return uri;
    }

    /** Scheme, host and port of an upstream. */
    static TextShape<URI> upstream() {
        return new TextShape<>("https://host:port, or http://localhost:port", text -> {
            URI uri = secure(text, "an upstream on another machine is reached over https, with the identity it must present under expect");
            if (!uri.getRawPath().isEmpty() && !uri.getRawPath().equals("/") || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new Unfit(Shown.of(text) + " has more than scheme, host and port", "a route's rewrite.prefix changes the path");
            }
            return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
        }, Json.pattern("^https?://[^/?#]+/?$"));
    }

    /** An OpenID Connect issuer (Discovery 1.0 §3): no query, no fragment. */
    static TextShape<URI> issuer() {
        return new TextShape<>("https://host/path", text -> {
            URI uri = secure(text, "keys and tokens are fetched over https");
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new Unfit(Shown.of(text) + " has a query or a fragment", "the issuer as the provider spells it");
            }
            return uri;
        }, Json.pattern("^https?://[^?#]+$"));
    }

    static TextShape<URI> keySet() {
        return new TextShape<>("https://host/path", text -> {
            URI uri = secure(text, "keys are fetched over https");
            if (uri.getRawFragment() != null) {
                throw new Unfit(Shown.of(text) + " has a fragment", "");
            }
            return uri;
        }, Json.pattern("^https?://[^#]+$"));
    }

    /** Where something is sent to, path included. */
    static TextShape<URI> collector() {
        return new TextShape<>("https://host:port/path", text -> {
            URI uri = secure(text, "what happened here leaves this machine over https alone");
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new Unfit(Shown.of(text) + " has a query or a fragment", "");
            }
            return uri;
        }, Json.pattern("^https?://[^?#]+$"));
    }

    /** Anything that is fetched over HTTP and proves itself. */
    static URI web(String text) {
        URI uri = parse(text);
        if (!uri.getScheme().equals("http") && !uri.getScheme().equals("https")) {
            throw new Unfit(Shown.of(uri.getScheme()) + " is not a scheme for this", "http or https");
        }
        if (uri.getRawFragment() != null) {
            throw new Unfit(Shown.of(text) + " has a fragment", "");
        }
        return uri;
    }

    private static URI secure(String text, String hint) {
        URI uri = parse(text);
        boolean plainHere = uri.getScheme().equals("http") && HostText.isLoopback(uri.getHost());
        if (!uri.getScheme().equals("https") && !plainHere) {
            throw new Unfit(uri.getScheme().equals("http") ? "plain http to " + Shown.of(uri.getHost())
                    : Shown.of(uri.getScheme()) + " is not a scheme for this", hint);
        }
        return uri;
    }
}
