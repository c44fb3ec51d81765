package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Locators (RFC 3986): a scheme of the web or of file transfer with a host of two labels at least or a literal address, and names of hosts alone whose last label is in the root zone. Marks that end
 * a sentence do not belong to it, and of locators in its path and query the first two do. Of what follows a host without a scheme, 121 octets do. A host alone is likely with a word beside it only: members of programs and names of files look like it ({@link TopLevelDomains#ambiguous}).
 *
 * <p>Examples: {@code https://example.org/a?b=c}, {@code www.example.org}.
 */
final class Url {

    private static final String LABEL = "[A-Za-z0-9\\x80-\\xff](?:[A-Za-z0-9_\\x80-\\xff-]{0,61}[A-Za-z0-9\\x80-\\xff])?";
    private static final String PORT = "(?::\\d{1,5})?";
    /** Without the colon and the slash; {@code END} does not end a sentence. */
    private static final String PLAIN = "[A-Za-z0-9._~?#\\[\\]@!$&'()*+,;=%|\\x80-\\xff-]";
    private static final String END = "[A-Za-z0-9_~#@$&*+=%|\\x80-\\xff-]";
    private static final String COLONS = ":+(?:/:+)*";
    private static final String NO_SCHEME = "(?:" + PLAIN + "|/|" + COLONS + "/?" + PLAIN + ")*";
    /** Two more locators may stand in it. Were there no bound, a text of nothing but {@code http://a.bc/} would be read anew to its end from each of them. */
    private static final String PATH = "(?:[/?#](?:" + NO_SCHEME + "(?:" + COLONS + "//" + NO_SCHEME + "){0,2}(?:" + END + "|/|" + COLONS + "/?" + END + "))?)?";
    private static final String SHORT_PATH = "(?:[/?#](?:[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%|\\x80-\\xff-]{0,120}[A-Za-z0-9_~/#@$&*+=%|\\x80-\\xff-])?)?";
    private static final int WITH_SCHEME = 70;
    private static final int HOST_ALONE = 50;
    private static final int WWW = 62;
    private static final int AMBIGUOUS = 25;

    static final Detector DETECTOR = Detector.of(InfoType.of("URL", Category.NETWORK, "web address", "DOMAIN_NAME"))
            .shape("(?i:https?|ftps?|sftp|wss?)://(?:[A-Za-z0-9._~%!$&'()*+,;=:-]{1,128}@)?(?:(?:" + LABEL + "\\.){1,8}" + LABEL + "|\\[[0-9A-Fa-f:.]{2,45}\\])" + PORT + PATH, WITH_SCHEME)
            .shape("(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,8}(?:[A-Za-z]{2,24}|xn--[a-z0-9-]{1,59})\\b" + PORT + SHORT_PATH, HOST_ALONE)
            .check(Url::check)
            .raisedTo(WWW)
            .words("url", "uri", "link", "site", "website", "domain", "domains", "homepage", "visit", "href")
            .build();

    private Url() {}

    private static int check(Candidate candidate, int confidence) {
        return confidence == WITH_SCHEME ? withScheme(host(candidate, behindScheme(candidate))) : hostAlone(candidate, host(candidate, 0));
    }

    private static int behindScheme(Candidate candidate) {
        int at = 0;
        while (candidate.at(at) != '/') {
            at++;
        }
        return at + 2;
    }

    private static int withScheme(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        if (host.startsWith("[")) {
            return IpText.isVersion6(host.substring(1, host.indexOf(']'))) ? WITH_SCHEME : Check.NO;
        }
        int colon = host.indexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.length() > 1 && !Surroundings.digit(last.charAt(0)) || IpText.isVersion4(name) ? WITH_SCHEME : Check.NO;
    }

    private static int hostAlone(Candidate candidate, String host) {
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

    /** What stands before the path. */
    private static String host(Candidate candidate, int from) {
        StringBuilder out = new StringBuilder();
        for (int at = from; at < candidate.length() && "/?#".indexOf(candidate.at(at)) < 0; at++) {
            out.append((char) candidate.at(at));
        }
        return out.toString();
    }
}
