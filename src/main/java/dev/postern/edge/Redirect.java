package dev.postern.edge;

import io.vertx.core.MultiMap;

/**
 * Sends the client elsewhere.
 *
 * @param status   301, 302, 303, 307 or 308
 * @param location within this origin when made by {@link #within}, a configured address when made by {@link #to}; never text of the client's outside a query it encoded
 * @param headers  besides the usual, cookies say
 */
public record Redirect(int status, String location, MultiMap headers) {

    public Redirect {
        if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308) {
            throw new IllegalArgumentException("status must be 301, 302, 303, 307 or 308");
        }
        if (location.isEmpty() || !location.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("location must be visible ASCII");
        }
    }

    /** 303 See Other to a path of the host the client is talking to. @throws IllegalArgumentException for what a browser would take for another host */
    public static Redirect within(String path, MultiMap headers) {
        if (!path.startsWith("/") || path.startsWith("//") || path.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("location must be a path");
        }
        return new Redirect(303, path, headers);
    }

    /** To an absolute https address that the operator configured. */
    public static Redirect to(int status, String url) {
        if (!url.startsWith("https://") && !url.startsWith("http://")) {
            throw new IllegalArgumentException("location must be an http or https address");
        }
        return new Redirect(status, url, MultiMap.caseInsensitiveMultiMap());
    }
}
