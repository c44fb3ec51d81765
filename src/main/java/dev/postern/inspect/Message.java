package dev.postern.inspect;

import dev.postern.exchange.Headers;
import dev.postern.exchange.RequestFacts;
import java.util.List;
import java.util.Map;

/**
 * The head of a message under inspection.
 *
 * @param direction to the upstream, or back
 * @param facts     the request, for both directions
 * @param status    of the response; 0 for a request
 * @param headers   of this message
 * @param content   whether there can be a body
 * @param target    of the request, as it was sent
 */
public record Message(Direction direction, RequestFacts facts, int status, Headers headers, Content content, String target) {

    /** Whether a body can follow the head. */
    public enum Content { NONE, POSSIBLE }

    /** @param target as it was sent: the facts have it in its canonical spelling, which is what goes upstream */
    public static Message request(RequestFacts facts, Content content, String target) {
        return new Message(Direction.REQUEST, facts, 0, facts.headers(), content, target);
    }

    /** What a HEAD, a 204 or a 304 answers has no body (RFC 9110 §6.4.1). */
    public static Message response(RequestFacts facts, int status, Headers headers) {
        boolean none = facts.method().equals("HEAD") || status == 204 || status == 304;
        return new Message(Direction.RESPONSE, facts, status, headers, none ? Content.NONE : Content.POSSIBLE, facts.target());
    }

    /** The same with these values in place of all those its headers of these names have. */
    Message amended(Map<String, List<String>> values) {
        return new Message(direction, facts, status, headers.amended(values), content, target);
    }
}
