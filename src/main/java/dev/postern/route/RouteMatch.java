package dev.postern.route;

/**
 * The route a request belongs to.
 *
 * @param route         the route
 * @param matchedPrefix how many characters of the canonical path the route's prefix covers (0 for the prefix {@code /}, for templates and for exact paths the
 *                      whole path): what a prefix rewrite replaces
 */
public record RouteMatch(Route route, int matchedPrefix) {}
