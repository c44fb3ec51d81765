package dev.postern.edge;

import dev.postern.exchange.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who reads an answer: a person in a browser gets pages and redirects, a program gets problem documents and 401. Browsers say what they are doing in Fetch Metadata
 * ({@code Sec-Fetch-Mode: navigate}); without it, who asks for HTML by name and carries no credential of a program is a person. No decision of access rests on this.
 */
public enum Audience {
    PERSON, PROGRAM;

    public static Audience of(Headers headers) {
        if (headers.has("x-requested-with") || headers.has("authorization")) {
            return PROGRAM;
        }
        Optional<String> mode = headers.first("sec-fetch-mode");
        if (mode.isPresent()) {
            return mode.get().equals("navigate") && headers.first("sec-fetch-dest").map(Audience::document).orElse(true) ? PERSON : PROGRAM;
        }
        return headers.all("accept").stream().anyMatch(Audience::asksForHtml) ? PERSON : PROGRAM;
    }

    private static boolean document(String destination) {
        return List.of("document", "iframe", "frame").contains(destination);
    }

    private static boolean asksForHtml(String accept) {
        for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.split(";");
            String type = parts[0].strip();
            if ((type.equals("text/html") || type.equals("application/xhtml+xml")) && !refused(parts)) {
                return true;
            }
        }
        return false;
    }

    private static boolean refused(String[] parameters) {
        for (int i = 1; i < parameters.length; i++) {
            if (parameters[i].strip().matches("q=0(\\.0{0,3})?")) {
                return true;
            }
        }
        return false;
    }
}
