package dev.postern.dlp;

import dev.postern.protection.Envelope;
import dev.postern.protection.Protection;
import java.util.Optional;
import java.util.Set;

/** Encrypts values under the names of their types. */
record Envelopes(Envelope envelope) {

    Protection seal(String type, String value) {
        return envelope.seal(type, value);
    }

    /** Sealed as one of these types. */
    Optional<String> open(Set<String> types, String text) {
        for (String type : types) {
            Optional<String> opened = envelope.open(type, text);
            if (opened.isPresent()) {
                return opened;
            }
        }
        return Optional.empty();
    }
}
