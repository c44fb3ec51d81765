package dev.postern.route;

import java.util.Optional;

/**
 * What a route does with its requests, compiled at load.
 *
 * @param redirect        the answer, when the route is answered by the gateway
 * @param rewrite         the path the upstream sees
 * @param requestHeaders  edits on the way to the upstream
 * @param responseHeaders edits on the way to the client
 * @param cors            cross-origin rules; empty when the upstream's own pass
 */
public record RouteActions(Optional<Redirect> redirect, RewriteTarget rewrite, HeaderEdits requestHeaders, HeaderEdits responseHeaders,
        Optional<Cors> cors) {}
