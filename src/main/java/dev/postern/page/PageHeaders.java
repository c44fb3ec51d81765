package dev.postern.page;

import io.vertx.core.MultiMap;
import java.util.Map;

/**
 * The headers each page of the gateway is sent with: nothing is cached, framed, sniffed or referred, and nothing but the gateway's own style sheet is loaded
 * (Content Security Policy Level 3).
 */
public final class PageHeaders {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private static final Map<String, String> FIXED = Map.of(
            "Content-Type", "text/html; charset=utf-8",
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private PageHeaders() {}

    public static void set(MultiMap headers) {
        headers.addAll(FIXED).set("Content-Security-Policy", POLICY);
    }

    /**
     * The same for a page whose form may end at another origin: browsers check {@code form-action} for the redirect that answers the form, too.
     *
     * @param origin scheme, host and port alone
     */
    public static void setWithFormTo(MultiMap headers, String origin) {
        if (!origin.matches("https?://[A-Za-z0-9.\\-\\[\\]:]+")) {
            throw new IllegalArgumentException("not an origin");
        }
        headers.addAll(FIXED).set("Content-Security-Policy", POLICY + ' ' + origin);
    }
}
