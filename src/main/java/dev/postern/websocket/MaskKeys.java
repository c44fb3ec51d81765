package dev.postern.websocket;

import java.security.SecureRandom;

/** Keys of masks, which nobody can foresee (RFC 6455 §10.3): otherwise who chooses a payload chooses what intermediaries see on the wire. In a class of its own, as a random source is made at run time. */
final class MaskKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private MaskKeys() {}

    static int next() {
        return RANDOM.nextInt();
    }
}
