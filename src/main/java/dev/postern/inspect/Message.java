package dev.postern.inspect;

import dev.postern.exchange.Headers;
import dev.postern.exchange.RequestFacts;

/**
 * The head of a message under inspection.
 *
 * @param direction to the upstream, or back
 * @param facts     the request, for both directions
 * @param status    of the response; 0 for a request
 * @param headers   of this message
 * @param profile   the value under {@code inspect:} of the route, for the inspector that is asked
 */
public record Message(Direction direction, RequestFacts facts, int status, Headers headers, String profile) {}
