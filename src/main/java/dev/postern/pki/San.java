package dev.postern.pki;

import org.bouncycastle.asn1.x509.GeneralName;

/**
 * A name to put into a certificate that is issued here, as a subject alternative name or a name constraint; its value is not checked, so that tests
 * can make bad ones.
 */
public record San(int kind, String value) {

    public static San dns(String host) {
        return new San(GeneralName.dNSName, host);
    }

    public static San uri(String uri) {
        return new San(GeneralName.uniformResourceIdentifier, uri);
    }

    /** An address, or with a prefix length a network for name constraints. */
    public static San address(String address) {
        return new San(GeneralName.iPAddress, address);
    }

    public static San email(String address) {
        return new San(GeneralName.rfc822Name, address);
    }

    GeneralName asn1() {
        return new GeneralName(kind, value);
    }
}
