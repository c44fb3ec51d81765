package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.Set;

/**
 * Addresses of electronic mail: a name of up to 64 octets (RFC 5321 §4.5.3.1.1, dots never side by side) and a domain of at least two labels, the last of letters or {@code xn--}. Letters beyond
 * ASCII may stand in both (RFC 6531). Quoted names and addresses in brackets are not found. A file name such as {@code logo@2x.png} is none.
 *
 * <p>Example: {@code info@example.org}.
 */
final class EmailAddress {

    /** Letters of two and three octets of UTF-8, without the blocks of punctuation and of full-width forms. */
    private static final String LETTER = "[\\xc3-\\xdf][\\x80-\\xbf]|[\\xe0\\xe1\\xe4-\\xed][\\x80-\\xbf][\\x80-\\xbf]|\\xe3[\\x81-\\xbf][\\x80-\\xbf]";
    private static final String NAME = "(?:[A-Za-z0-9_]|" + LETTER + ")(?:[A-Za-z0-9_.!#$&'*+/=?^`{|}~-]|" + LETTER + "){0,63}";
    private static final String LABEL = "(?:[A-Za-z0-9]|" + LETTER + ")(?:[A-Za-z0-9-]|" + LETTER + "){0,62}";

    private static final Set<String> FILES = Set.of("png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "css", "js", "mjs", "ts", "tsx", "jsx", "json", "html", "map", "pdf", "woff", "ttf");
    private static final int MOST_NAME_OCTETS = 64;
    private static final int MOST_DOMAIN_OCTETS = 253;

    static final Detector DETECTOR = Detector.of(InfoType.of("EMAIL_ADDRESS", Category.CONTACT, "e-mail address", "EMAIL"))
            .shape(NAME + "@(?:" + LABEL + "\\.){1,8}(?:[A-Za-z]{2,24}\\b|(?:xn|XN)--[A-Za-z0-9-]{1,59}\\b|(?:" + LETTER + "){2,20})", 85)
            .check(EmailAddress::check)
            .words("email", "e-mail", "mail", "contact")
            .build();

    private EmailAddress() {}

    private static int check(Candidate candidate, int confidence) {
        String address = candidate.text();
        int at = address.indexOf('@');
        String domain = address.substring(at + 1);
        boolean sound = at <= MOST_NAME_OCTETS && domain.length() <= MOST_DOMAIN_OCTETS && address.charAt(at - 1) != '.' && !address.contains("..") && !domain.contains("-.");
        return sound && !Surroundings.word(candidate.after()) && !FILES.contains(domain.substring(domain.lastIndexOf('.') + 1)) ? confidence : Check.NO;
    }
}
