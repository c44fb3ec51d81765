package dev.postern.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Arguments while they are read, up to a limit. Not shared. */
final class ArgumentList {

    static final BodyError OVER_LIMIT = new BodyError("more arguments than allowed");

    private final List<Argument> arguments = new ArrayList<>();
    private final int limit;
    private boolean over;

    ArgumentList(int limit) {
        this.limit = limit;
    }

    /** Whether there was room. */
    boolean add(byte[] name, byte[] value) {
        if (arguments.size() >= limit) {
            over = true;
            return false;
        }
        arguments.add(new Argument(name, value));
        return true;
    }

    List<Argument> list() {
        return List.copyOf(arguments);
    }

    Optional<BodyError> error() {
        return over ? Optional.of(OVER_LIMIT) : Optional.empty();
    }
}
