package dev.postern.exchange;

import java.util.Objects;

/** How somebody is told of a denial. Where an answer has begun already, none of it can be told any more. */
public sealed interface Manner {

    Manner USUAL = new Usual();
    Manner SILENT = new Silent();

    /** With the page or document of the reason, and its status. */
    record Usual() implements Manner {}

    /**
     * The same with another status.
     *
     * @param status 400 to 599
     */
    record Status(int status) implements Manner {

        public Status {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("status must be from 400 to 599");
            }
        }
    }

    /**
     * By being sent elsewhere (302 Found).
     *
     * @param location a path of the same origin, or an absolute http or https address; visible ASCII
     */
    record Elsewhere(String location) implements Manner {

        public Elsewhere {
            Objects.requireNonNull(location, "location");
            if (!isLocation(location)) {
                throw new IllegalArgumentException("location must be a path or an absolute http or https address, in visible ASCII");
            }
        }

        /** Whether a browser would take it for what it seems to be. */
        public static boolean isLocation(String text) {
            boolean path = text.startsWith("/") && !text.startsWith("//");
            boolean absolute = isAbsolute(text, "https://") || isAbsolute(text, "http://");
            return (path || absolute) && text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\');
        }

        private static boolean isAbsolute(String text, String scheme) {
            return text.regionMatches(true, 0, scheme, 0, scheme.length()) && text.length() > scheme.length() && "/?#@:".indexOf(text.charAt(scheme.length())) < 0;
        }
    }

    /** Not at all: the connection is closed, the stream of HTTP/2 reset. */
    record Silent() implements Manner {}
}
