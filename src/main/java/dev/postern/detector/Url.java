package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Locators (RFC 3986): a scheme of the web or of file transfer with a host of two labels at least or a literal address, and names of hosts alone whose last label is in the root zone. Marks that end
 * a sentence do not belong to it. A host alone is likely with a word beside it only: members of programs and names of files look like it ({@link TopLevelDomains#ambiguous}).
 *
 * <p>Examples: {@code https://example.org/a?b=c}, {@code www.example.org}.
 */
final class Url {

    private static final String LABEL = "[A-Za-z0-9\\x80-\\xff](?:[A-Za-z0-9_\\x80-\\xff-]{0,61}[A-Za-z0-9\\x80-\\xff])?";
    private static final String PORT_AND_PATH = "(?::\\d{1,5})?(?:[/?#](?:[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%|\\x80-\\xff-]*[A-Za-z0-9_~/#@$&*+=%|\\x80-\\xff-])?)?";
    private static final int WITH_SCHEME = 70;
    private static final int HOST_ALONE = 50;
    private static final int WWW = 62;
    private static final int AMBIGUOUS = 25;

    static final Detector DETECTOR = Detector.of(InfoType.of("URL", Category.NETWORK, "web address", "DOMAIN_NAME"))
            .shape("(?i:https?|ftps?|sftp|wss?)://(?:[A-Za-z0-9._~%!$&'()*+,;=:-]{1,128}@)?(?:(?:" + LABEL + "\\.){1,8}" + LABEL + "|\\[[0-9A-Fa-f:.]{2,45}\\])" + PORT_AND_PATH, WITH_SCHEME)
            .shape("(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,8}(?:[A-Za-z]{2,24}|xn--[a-z0-9-]{1,59})\\b" + PORT_AND_PATH, HOST_ALONE)
            .check(Url::check)
            .raisedTo(WWW)
            .words("url", "uri", "link", "site", "website", "domain", "domains", "homepage", "visit", "href")
            .build();

    private Url() {}

    private static int check(Candidate candidate, int confidence) {
        String text = candidate.text();
        return confidence == WITH_SCHEME ? withScheme(text) : hostAlone(candidate, text);
    }

    private static int withScheme(String text) {
        String host = host(text.substring(text.indexOf("://") + 3));
        host = host.substring(host.lastIndexOf('@') + 1);
        if (host.startsWith("[")) {
            return IpText.isVersion6(host.substring(1, host.indexOf(']'))) ? WITH_SCHEME : Check.NO;
        }
        int colon = host.indexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.length() > 1 && !Surroundings.digit(last.charAt(0)) || IpText.isVersion4(name) ? WITH_SCHEME : Check.NO;
    }

    private static int hostAlone(Candidate candidate, String text) {
        String host = host(text);
        int colon = host.indexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        int dot = name.lastIndexOf('.');
        String last = name.substring(dot + 1);
        boolean www = name.regionMatches(true, 0, "www.", 0, 4);
        if (!TopLevelDomains.known(last) && !last.startsWith("xn--") || www && dot == 3 || pieceOfAnother(candidate)) {
            return Check.NO;
        }
        return www ? WWW : TopLevelDomains.ambiguous(last) ? AMBIGUOUS : HOST_ALONE;
    }

    /** Of an address of mail, a path, a longer name, a call. */
    private static boolean pieceOfAnother(Candidate candidate) {
        return "@./\\-".indexOf(candidate.before()) >= 0 || candidate.after() == '@' || candidate.after() == '(' || Surroundings.joinedAfter(candidate) && candidate.after() == '.';
    }

    private static String host(String text) {
        int end = 0;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }
}
