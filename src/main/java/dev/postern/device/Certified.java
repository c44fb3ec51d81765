package dev.postern.device;

import dev.postern.pki.SubjectNames;
import dev.postern.pki.Thumbprint;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a device's certificate says about it. A leaf without a usable name is no device: nobody could tell it from others in the audit trail. */
record Certified(Optional<String> id, X509Certificate leaf, Thumbprint thumbprint) {

    private static final int MAX_NAME = 255;

    static Certified of(X509Certificate leaf) {
        return new Certified(id(leaf), leaf, Thumbprint.of(leaf));
    }

    private static Optional<String> id(X509Certificate leaf) {
        try {
            SubjectNames names = SubjectNames.of(leaf);
            return Stream.of(names.dns(), names.uris(), SubjectNames.subject(leaf, "CN")).flatMap(List::stream).findFirst()
                    .filter(Certified::printable);
        } catch (CertificateParsingException unreadable) {
            return Optional.empty();
        }
    }

    Device revoked(String authority) {
        return new Device.Revoked(id.orElse(serial()), authority, serial(), thumbprint);
    }

    Device expired(String authority) {
        return new Device.Expired(id.orElse(serial()), authority, serial(), thumbprint);
    }

    Device enrolled(String authority, Map<String, String> configured) {
        if (id.isEmpty()) {
            return new Device.Unknown(authority + ": the certificate names no device", thumbprint);
        }
        Map<String, String> attributes = new HashMap<>();
        attribute(attributes, "organization", "O");
        attribute(attributes, "unit", "OU");
        // What the operator wrote wins over what the subject says.
        attributes.putAll(configured);
        return new Device.Enrolled(id.get(), authority, serial(), thumbprint, attributes, leaf.getNotAfter().toInstant());
    }

    Device undetermined(String authority, Map<String, String> configured, String why) {
        Device found = enrolled(authority, configured);
        return found instanceof Device.Enrolled enrolled ? new Device.Undetermined(enrolled, why) : found;
    }

    private void attribute(Map<String, String> attributes, String name, String kind) {
        SubjectNames.subject(leaf, kind).stream().findFirst().filter(Certified::printable).ifPresent(value -> attributes.put(name, value));
    }

    private String serial() {
        return leaf.getSerialNumber().toString(16);
    }

    private static boolean printable(String text) {
        return !text.isBlank() && text.length() <= MAX_NAME
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
    }
}
