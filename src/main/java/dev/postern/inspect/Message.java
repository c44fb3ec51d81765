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
public record Message(Direction direction, RequestFacts facts, int status, Headers headers, String profile) {

    public static Message request(RequestFacts facts) {
        return new Message(Direction.REQUEST, facts, 0, facts.headers(), "");
    }

    public static Message response(RequestFacts facts, int status, Headers headers) {
        return new Message(Direction.RESPONSE, facts, status, headers, "");
    }

    Message withProfile(String named) {
        return new Message(direction, facts, status, headers, named);
    }
}
