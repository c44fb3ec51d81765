package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Addresses of the Internet Protocol: version 4 in four decimal numbers, version 6 as RFC 4291 §2.2 writes it (with {@code ::}, with a version 4 address at its end, with a zone of RFC 4007), each
 * perhaps with the length of a prefix. What is a part of a longer dotted number or run of groups is none, nor are eight pairs of hexadecimal digits (EUI-64). Words of a program such as
 * {@code abc::def} and a lone {@code ::} are unlikely.
 *
 * <p>Examples: {@code 192.0.2.7}, {@code 2001:db8::/32}.
 */
final class IpAddress {

    private static final int VERSION_4 = 70;
    private static final int VERSION_6 = 71;
    private static final int UNLIKELY = 30;
    private static final int UNSPECIFIED = 10;
    private static final int MOST_LABEL_OCTETS = 40;

    static final Detector DETECTOR = Detector.of(InfoType.of("IP_ADDRESS", Category.NETWORK, "IP address"))
            .shape("\\d{1,3}(?:\\.\\d{1,3}){3}(?:/(?:3[0-2]|[12]?\\d))?\\b", VERSION_4)
            .shape("(?:[0-9A-Fa-f]{1,4}:|::)(?:[0-9A-Fa-f:.]{0,43}[0-9A-Fa-f:])?(?:%[A-Za-z0-9_.-]{0,15}[A-Za-z0-9])?(?:/(?:12[0-8]|1[01]\\d|[1-9]?\\d)\\b)?", VERSION_6)
            .check(IpAddress::check)
            .words("ip", "ipv4", "ipv6", "address", "host", "server", "client")
            .build();

    private IpAddress() {}

    private static int check(Candidate candidate, int confidence) {
        return confidence == VERSION_4 ? version4(candidate) : version6(candidate);
    }

    private static int version4(Candidate candidate) {
        boolean longer = candidate.before() == '.' || Surroundings.joinedAfter(candidate) && candidate.after() == '.';
        if (longer || !IpText.isVersion4(withoutEnd(candidate.text()))) {
            return Check.NO;
        }
        boolean version = candidate.before() == '/' && Surroundings.letter(candidate.before(2));
        return version ? UNLIKELY : VERSION_4;
    }

    private static int version6(Candidate candidate) {
        if (Surroundings.word(candidate.after()) || candidate.after() == ':' || goesOnBefore(candidate)) {
            return Check.NO;
        }
        String address = withoutEnd(candidate.text());
        if (!IpText.isVersion6(address)) {
            return Check.NO;
        }
        if (address.equals("::")) {
            return UNSPECIFIED;
        }
        return address.chars().anyMatch(Surroundings::digit) && (address.contains("::") || address.length() > 15) ? VERSION_6 : UNLIKELY;
    }

    /** A group before it, of however many digits; a word of other letters is a label. */
    private static boolean goesOnBefore(Candidate candidate) {
        if (candidate.before() != ':') {
            return candidate.at(0) == ':' && Surroundings.word(candidate.before()) || candidate.before() == '.' && Surroundings.word(candidate.before(2));
        }
        int at = 2;
        while (at < MOST_LABEL_OCTETS && Surroundings.hex(candidate.before(at))) {
            at++;
        }
        return candidate.at(0) == ':' || !Surroundings.word(candidate.before(at));
    }

    private static String withoutEnd(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
