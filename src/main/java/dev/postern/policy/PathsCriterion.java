package dev.postern.policy;

import dev.postern.config.Located;
import dev.postern.config.PolicyConfig;
import dev.postern.config.PolicyConfig.Effect;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.RefusedException;
import dev.postern.route.PathKey;
import java.util.List;
import java.util.Optional;

/**
 * {@code to.paths}: the canonical path is one of these, or below one that ends in {@code /*}, by whole segments and with case. No other star, no
 * regular expression.
 *
 * <p>Where a path could be meant or not, an allow rule reads it narrowly and a deny rule widely: {@code /admin/*} covers {@code /admin/} and all
 * below; in a deny rule {@code /admin} itself too. {@code /admin} in a deny rule covers {@code /admin/} too. Percent-encodings of visible ASCII count
 * as what they encode ({@link PathKey}).
 */
final class PathsCriterion implements Criterion<Check> {

    private record Pattern(Kind kind, String key, Effect effect) {

        enum Kind { EXACT, BELOW }

        boolean matches(String path) {
            boolean itself = path.equals(key);
            boolean onlySlash = path.length() == key.length() + 1 && startsBelow(path);
            return switch (kind) {
                case EXACT -> itself || effect == Effect.DENY && onlySlash;
                case BELOW -> startsBelow(path) || effect == Effect.DENY && itself;
            };
        }

        private boolean startsBelow(String path) {
            return path.length() > key.length() && path.startsWith(key) && path.charAt(key.length()) == '/';
        }
    }

    @Override
    public Optional<Check> compile(PolicyConfig rule) {
        List<Pattern> patterns = rule.to().paths().stream().map(p -> pattern(p, rule.effect())).toList();
        return patterns.isEmpty() ? Optional.empty() : Optional.of(new PlainCheck(
                Seen.anyOf(rule.to().paths().stream().map(Located::value).toList()), a -> matches(patterns, PathKey.of(a.facts().path().value())),
                a -> a.facts().path().value()));
    }

    private static boolean matches(List<Pattern> patterns, String path) {
        for (Pattern pattern : patterns) {
            if (pattern.matches(path)) {
                return true;
            }
        }
        return false;
    }

    private static Pattern pattern(Located<String> text, Effect effect) {
        boolean below = text.value().endsWith("/*");
        String path = below ? text.value().substring(0, text.value().length() - 2) : text.value();
        if (path.indexOf('*') >= 0) {
            throw new MisplacedException(text.at(), "'" + text + "' has a star that is not the whole last segment",
                    "exact as in /reports, or /reports/* for all below");
        }
        try {
            String key = path.isEmpty() ? "" : PathKey.of(CanonicalPath.parse(path).value());
            return new Pattern(below ? Pattern.Kind.BELOW : Pattern.Kind.EXACT, key, effect);
        } catch (RefusedException refused) {
            throw new MisplacedException(text.at(), "'" + text + "' can match no path: " + refused.denial().detail(),
                    "exact as in /reports, or /reports/* for all below");
        }
    }
}
