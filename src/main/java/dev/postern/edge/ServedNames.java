package dev.postern.edge;

import dev.postern.exchange.Authority;
import java.net.InetAddress;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The subject alternative names of the certificate a connection was served with (RFC 9525 §6): DNS names, with one leftmost wildcard label, and IP addresses. */
record ServedNames(Set<String> names) {

    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    static final ServedNames NONE = new ServedNames(Set.of());

    ServedNames {
        names = Set.copyOf(names);
    }

    static ServedNames of(Certificate[] chain) {
        return chain != null && chain.length > 0 && chain[0] instanceof X509Certificate leaf ? new ServedNames(read(leaf)) : NONE;
    }

    private static Set<String> read(X509Certificate leaf) {
        Set<String> found = new HashSet<>();
        try {
            Collection<List<?>> entries = leaf.getSubjectAlternativeNames();
            if (entries != null) {
                entries.forEach(entry -> add(found, (Integer) entry.get(0), entry.get(1)));
            }
        } catch (CertificateParsingException unreadable) {
            return Set.of();
        }
        return found;
    }

    private static void add(Set<String> found, int type, Object value) {
        if (type == DNS) {
            found.add(((String) value).toLowerCase(Locale.ROOT));
        } else if (type == ADDRESS) {
            found.add(Authority.host(InetAddress.ofLiteral((String) value)));
        }
    }

    /** Whether a canonical host is one of them. */
    boolean covers(String host) {
        int dot = host.indexOf('.');
        return names.contains(host) || dot > 0 && !Character.isDigit(host.charAt(host.length() - 1)) && names.contains('*' + host.substring(dot));
    }
}
