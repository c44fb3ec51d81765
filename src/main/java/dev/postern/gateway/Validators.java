package dev.postern.gateway;

import java.util.List;
import java.util.stream.Stream;

/**
 * Headers that describe the octets of a body: where these change they would be untrue, and go. Signatures of messages (RFC 9421, and those of clouds) stay: who verifies one that covers what was
 * changed has to see that it does not hold any more.
 */
final class Validators {

    /** RFC 9530, RFC 3230, RFC 1864; in trailers too. */
    static final List<String> DIGESTS = List.of("content-md5", "digest", "content-digest", "repr-digest");
    /** Of an answer: its ETag would have caches and ranges mix the two. */
    static final List<String> OF_ANSWER = Stream.concat(Stream.of("content-length", "etag"), DIGESTS.stream()).toList();

    private Validators() {}
}
