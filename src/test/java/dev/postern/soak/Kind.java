package dev.postern.soak;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The kinds of exchange in the mix, how often each comes, and whose absence excuses a failure of it. */
enum Kind {
    GET_1("GET, HTTP/1.1", 290),
    GET_2("GET, HTTP/2", 290),
    ECHO_1("POST echoed, HTTP/1.1", 50),
    ECHO_2("POST echoed, HTTP/2", 50),
    UPLOAD("upload, 1 to 4 MiB, HTTP/1.1 and 2", 3),
    DOWNLOAD("download, 1 MiB, HTTP/1.1 and 2", 4),
    CUT("upload that its client gives up", 5),
    WEB_SOCKET("WebSocket, 8 messages echoed", 6),
    REFUSED("refused: no token, bad token, no rule, deny rule", 60),
    LIMITED("limited: 200 or 429", 15),
    PAIR("GET and POST, two endpoints", 90, Part.ENDPOINT),
    ALONE("GET and POST, one endpoint", 30, Part.ALONE),
    SESSION("with a session", 100, Part.REDIS),
    SIGN_IN("step of signing in and out", 7, Part.REDIS),
    STREAM("stream held open, WebSocket and SSE", 0);

    static final int WEIGHTS = Arrays.stream(values()).mapToInt(kind -> kind.weight).sum();

    final String label;
    final Set<Part> restsOn;
    private final int weight;

    Kind(String label, int weight, Part... restsOn) {
        this.label = label;
        this.weight = weight;
        this.restsOn = restsOn.length == 0 ? EnumSet.noneOf(Part.class) : EnumSet.copyOf(Arrays.asList(restsOn));
    }

    /** @param drawn from 0 to {@link #WEIGHTS}, exclusive */
    static Kind at(int drawn) {
        int left = drawn;
        for (Kind kind : values()) {
            left -= kind.weight;
            if (left < 0) {
                return kind;
            }
        }
        throw new IllegalArgumentException("beyond the weights: " + drawn);
    }
}
