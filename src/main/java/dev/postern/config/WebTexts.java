package dev.postern.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Texts of HTTP: methods, header names and values, hosts, origins. */
final class WebTexts {

    /** IANA's method registry, without CONNECT; a method nobody sends would make a rule that never holds. */
    private static final Set<String> METHODS = words("""
            GET HEAD POST PUT DELETE OPTIONS TRACE PATCH
            ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT COPY LABEL LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL MKREDIRECTREF MKWORKSPACE MOVE
            ORDERPATCH PROPFIND PROPPATCH QUERY REBIND REPORT SEARCH UNBIND UNCHECKOUT UNLINK UNLOCK UPDATE UPDATEREDIRECTREF VERSION-CONTROL
            """);
    private static final String TOKEN = "^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$";
    private static final Pattern TOKEN_PATTERN = Pattern.compile(TOKEN);
    /** What frames or carries a message belongs to the gateway, not to an edit. */
    private static final Set<String> FRAMING = words("""
            connection content-length transfer-encoding host keep-alive te trailer upgrade proxy-connection proxy-authenticate proxy-authorization
            http2-settings expect
            """);
    private static final Set<String> CREDENTIALS = words("""
            authorization cookie set-cookie forwarded x-forwarded-for x-forwarded-proto x-forwarded-host
            """);

    private WebTexts() {}

    private static Set<String> words(String words) {
        return Set.of(words.strip().split("\\s+"));
    }

    static TextShape<String> method() {
        return new TextShape<>("a method such as GET or POST", text -> {
            if (!METHODS.contains(text)) {
                String upper = text.toUpperCase(Locale.ROOT);
                String near = METHODS.contains(upper) ? upper : Nearest.to(upper, new TreeSet<>(METHODS)).orElse("");
                throw new Unfit(Shown.of(text) + " is not an HTTP method",
                        near.isEmpty() ? "" : "did you mean " + Shown.of(near) + "? methods are case-sensitive");
            }
            return text;
        }, Json.pattern("^[A-Z-]+$"));
    }

    /** Any header name (RFC 9110 §5.1). */
    static TextShape<String> headerName() {
        return new TextShape<>("a header name", text -> {
            if (!TOKEN_PATTERN.matcher(text).matches()) {
                throw new Unfit(Shown.of(text) + " is not a header name", "letters, digits and hyphens: X-Tenant");
            }
            return text;
        }, Json.pattern(TOKEN));
    }

    /** A header that an edit may touch. */
    static TextShape<String> editableHeader() {
        return headerName().map(name -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (FRAMING.contains(lower)) {
                throw new Unfit(Shown.of(name) + " belongs to the connection and cannot be edited", lower.equals("host") ? "use rewrite.host" : "");
            }
            if (lower.replace('_', '-').startsWith("x-postern-")) {
                throw new Unfit(Shown.of(name) + " is written by the gateway alone", "choose a name that does not begin with X-Postern-");
            }
            return name;
        });
    }

    /** A header that carries an identity: besides, none that means something already, and no underscore that some servers read as a hyphen. */
    static TextShape<String> identityHeader() {
        return editableHeader().map(name -> {
            if (name.indexOf('_') >= 0) {
                throw new Unfit(Shown.of(name) + " has an underscore, which some servers take for a hyphen",
                        "write " + Shown.of(name.replace('_', '-')));
            }
            if (CREDENTIALS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new Unfit(Shown.of(name) + " has a meaning of its own", "choose a name such as X-Auth-User");
            }
            return name;
        });
    }

    static TextShape<String> headerValue() {
        return new TextShape<>("a header value: visible ASCII and inner spaces", text -> {
            if (!text.chars().allMatch(c -> c >= 0x20 && c < 0x7f || c == '\t') || !text.equals(text.strip()) || text.length() > 8192) {
                throw new Unfit(Shown.of(text) + " cannot be a header value", "");
            }
            return text;
        }, Json.anyText());
    }

    static TextShape<String> host() {
        return new TextShape<>("a host name: ledger.corp.test", HostText::exact, Json.pattern(HostText.PATTERN));
    }

    static TextShape<String> hostPattern() {
        return new TextShape<>("a host name, or *.corp.test for every name below", HostText::exactOrWildcard, Json.pattern(HostText.PATTERN));
    }

    /** An origin (RFC 6454), or {@code *}. */
    static TextShape<String> origin() {
        return new TextShape<>("an origin: https://app.corp.test, or *", text -> {
            if (text.equals("*")) {
                return text;
            }
            URI uri = UriText.parse(text);
            if (!List.of("http", "https").contains(uri.getScheme()) || !uri.getRawPath().isEmpty() || !text.equals(text.toLowerCase(Locale.ROOT))) {
                throw new Unfit(Shown.of(text) + " is not an origin", "scheme, host and port in lower case, no path, no slash at the end");
            }
            return text;
        }, Json.pattern("^\\*$|^https?://[^/]+$"));
    }

    /** Scopes (RFC 6749 §3.3). */
    static TextShape<String> scope() {
        return new TextShape<>("a scope: visible ASCII without space, quote and backslash", text -> {
            if (!text.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,256}")) {
                throw new Unfit(Shown.of(text) + " is not a scope", "");
            }
            return text;
        }, Json.type("string"));
    }

    /** Names given twice, whatever their case. */
    static List<String> twice(List<String> names) {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        List<String> again = new ArrayList<>();
        names.stream().filter(name -> !seen.add(name)).forEach(again::add);
        return again;
    }
}
