package dev.postern.pki;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The names a certificate was issued for: its subject alternative names by kind (RFC 5280 §4.2.1.6), exactly as they stand there. The kinds are never
 * mixed: a URI that looks like a host is no host.
 */
public record SubjectNames(List<String> dns, List<String> uris, List<String> addresses, List<String> emails) {

    static final String SAN = "2.5.29.17";
    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int ADDRESS = 7;

    public SubjectNames {
        dns = List.copyOf(dns);
        uris = List.copyOf(uris);
        addresses = List.copyOf(addresses);
        emails = List.copyOf(emails);
    }

    /**
     * @throws CertificateParsingException when the extension is there and cannot be read whole, or a name holds a control character or a non-ASCII
     * one
     */
    public static SubjectNames of(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> entries = entries(certificate);
        return new SubjectNames(ofKind(entries, DNS), ofKind(entries, URI), ofKind(entries, ADDRESS), ofKind(entries, EMAIL));
    }

    private static Collection<List<?>> entries(X509Certificate certificate) throws CertificateParsingException {
        try {
            Collection<List<?>> entries = certificate.getSubjectAlternativeNames();
            if (entries != null || certificate.getExtensionValue(SAN) == null) {
                return entries == null ? List.of() : entries;
            }
        } catch (CertificateParsingException unreadable) {
            // Its message would carry the peer's own text into logs; what follows says enough.
        }
        // Some ways to break the extension make the JDK drop it instead: a broken name must not count as no name.
        throw new CertificateParsingException("the subject alternative names cannot be read");
    }

    private static List<String> ofKind(Collection<List<?>> entries, int kind) throws CertificateParsingException {
        List<String> names = new ArrayList<>();
        for (List<?> entry : entries) {
            if (entry.get(0).equals(kind) && entry.get(1) instanceof String name) {
                names.add(plain(name));
            }
        }
        return names;
    }

    /** The values of one attribute of the subject, for example {@code CN}, {@code O} or {@code OU}, most specific first; not a proof of anything. */
    public static List<String> subject(X509Certificate certificate, String attribute) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns().reversed().stream()
                    .flatMap(rdn -> value(rdn, attribute).stream()).toList();
        } catch (InvalidNameException unreadable) {
            return List.of();
        }
    }

    private static Optional<String> value(Rdn rdn, String attribute) {
        try {
            var found = rdn.toAttributes().get(attribute);
            return found != null && found.get() instanceof String text ? Optional.of(text) : Optional.empty();
        } catch (NamingException unreadable) {
            return Optional.empty();
        }
    }

    private static String plain(String name) throws CertificateParsingException {
        if (name.isEmpty() || !name.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new CertificateParsingException("a subject alternative name is empty or holds a character that is not visible ASCII");
        }
        return name;
    }
}
