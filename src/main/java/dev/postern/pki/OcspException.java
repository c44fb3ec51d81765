package dev.postern.pki;

/** An answer of a responder that proves nothing. Its message is ours and quotes nothing of the answer. */
public final class OcspException extends Exception {

    OcspException(String why) {
        super(why, null, false, false);
    }
}
