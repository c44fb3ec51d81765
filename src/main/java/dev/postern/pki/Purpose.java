package dev.postern.pki;

/** What a leaf certificate is shown for, as an extended key usage (RFC 5280 §4.2.1.12). */
public enum Purpose {
    CLIENT("1.3.6.1.5.5.7.3.2"), SERVER("1.3.6.1.5.5.7.3.1");

    private final String oid;

    Purpose(String oid) {
        this.oid = oid;
    }

    String oid() {
        return oid;
    }
}
