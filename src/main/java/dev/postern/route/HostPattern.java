package dev.postern.route;

import dev.postern.exchange.Authority;
import dev.postern.exchange.RefusedException;

/**
 * A host as routes and rules name it: {@code ledger.corp.test}, or {@code *.corp.test} for every name below at any depth, not {@code corp.test}
 * itself (Gateway API, HTTPRoute {@code hostnames}).
 *
 * @param kind exact, or everything below
 * @param name the canonical host; for {@code BELOW} without the star and its dot
 */
public record HostPattern(Kind kind, String name) {

    public enum Kind { EXACT, BELOW }

    /** @throws IllegalArgumentException when {@code text} is neither a host nor {@code *.} and a host name */
    public static HostPattern parse(String text) {
        boolean below = text.startsWith("*.");
        try {
            String name = Authority.host(below ? text.substring(2) : text);
            if (below && name.startsWith("[")) {
                throw new IllegalArgumentException("nothing is below an address");
            }
            return new HostPattern(below ? Kind.BELOW : Kind.EXACT, name);
        } catch (RefusedException refused) {
            throw new IllegalArgumentException(refused.denial().detail());
        }
    }

    /** Whether {@code host}, in its canonical spelling, is meant. */
    public boolean matches(String host) {
        return switch (kind) {
            case EXACT -> host.equals(name);
            case BELOW -> host.length() > name.length() + 1 && host.endsWith(name) && host.charAt(host.length() - name.length() - 1) == '.';
        };
    }

    @Override
    public String toString() {
        return kind == Kind.EXACT ? name : "*." + name;
    }
}
