package dev.postern.address;

/** Why a name led to no address that may be dialled. */
public final class LookupException extends RuntimeException {

    public enum Kind {
        /** The name is no name. */
        INVALID,
        /** Nobody has that name. */
        NO_SUCH_NAME,
        /** Nobody could be asked, or the answer was unusable: it may be there all the same. */
        UNAVAILABLE,
        /** It has addresses, and none may be dialled. */
        REFUSED
    }

    private final Kind kind;

    LookupException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** For whoever learns in another way that nobody could be asked. */
    public static LookupException unavailable(String message) {
        return new LookupException(Kind.UNAVAILABLE, message);
    }

    public Kind kind() {
        return kind;
    }
}
