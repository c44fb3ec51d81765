package dev.postern.office;

/** Why a document, or a part of it, could not be looked into. What has such a reason must never count as clean. */
public enum Unreadable {
    /** Encrypted or protected by a password. */
    ENCRYPTED("encrypted"),
    /** No kind of document that is read here, or within it a container that is not. */
    UNKNOWN("of an unknown kind"),
    /** Not what its beginning promises: cut short, broken, contradicting itself. */
    BROKEN("broken"),
    /** More octets, pages, entries or characters than is allowed. */
    TOO_LARGE("too large"),
    /** It grows more than is allowed when it is unpacked. */
    EXPANDS("growing too much"),
    /** Documents within documents, or parts within parts, beyond what is allowed. */
    TOO_DEEP("too deep"),
    /** Reading it takes longer than is allowed. */
    TOO_SLOW("too slow to read"),
    /** It shows text in characters that nothing in it names. */
    UNMAPPED("in characters that it does not name");

    private final String said;

    Unreadable(String said) {
        this.said = said;
    }

    /** For "the document is …". */
    public String said() {
        return said;
    }
}
