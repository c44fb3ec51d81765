package dev.postern.dlp;

import dev.postern.config.DlpConfig.Mode;
import dev.postern.detect.Scanner;
import dev.postern.inspect.Direction;
import java.util.function.BiFunction;

/**
 * A profile, compiled: immutable, for all event loops.
 *
 * @param fingerprint of a type's value, for the record; empty without a key
 * @param cards       finds payment cards alone
 */
record Profile(Mode mode, Plan request, Plan response, BiFunction<String, String, String> fingerprint, Scanner cards) {

    Plan plan(Direction direction) {
        return switch (direction) {
            case REQUEST -> request;
            case RESPONSE -> response;
        };
    }

    boolean enforces() {
        return mode == Mode.ENFORCE;
    }
}
