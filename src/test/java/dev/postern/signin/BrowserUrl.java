package dev.postern.signin;

/** Whether a browser that reads {@code Location} stays where it is: as much of the WHATWG URL standard (§4.4) as decides about the host. */
final class BrowserUrl {

    private BrowserUrl() {}

    static boolean staysOnHost(String location) {
        String url = location.replaceAll("^[\\x00-\\x20]+|[\\x00-\\x20]+$", "").replaceAll("[\\t\\n\\r]", "");
        String slashed = url.replace('\\', '/');
        boolean scheme = slashed.matches("[A-Za-z][A-Za-z0-9+.-]*:.*");
        return !scheme && slashed.startsWith("/") && !slashed.startsWith("//");
    }
}
