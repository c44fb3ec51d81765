package dev.postern.page;

import java.util.Map;

/**
 * Something to click on one of the gateway's pages.
 *
 * @param text what it says
 * @param href where it leads: a path of the gateway, or {@code https}; anything else, {@code javascript:} say, is a programming error
 */
public record Link(String text, String href) {

    public Link {
        boolean path = href.startsWith("/") && !href.startsWith("//") && href.indexOf('\\') < 0;
        if (!path && !href.startsWith("https://")) {
            throw new IllegalArgumentException("a link leads to a path of the gateway or to https");
        }
    }

    Map<String, Object> data() {
        return Map.of("text", text, "href", href);
    }
}
