package dev.postern.edge;

import dev.postern.exchange.FieldText;
import dev.postern.exchange.Memo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Header names that the gateway writes or believes, and spellings that a back end may take for them: CGI, WSGI, PHP and their kin turn {@code -}, {@code _} and often
 * {@code .} into one and the same character, so {@code X_Forwarded_For} arrives there as {@code X-Forwarded-For}.
 */
final class GuardedNames {

    private static final List<String> PREFIXES = List.of("x-postern-", "x-forwarded-", "x-original-", "x-rewrite-", "x-envoy-", "x-client-", "x-ssl-", "x-auth-", "x-remote-", "sec-");

    private static final Set<String> NAMES = Set.of("host", "connection", "content-length", "content-type", "transfer-encoding", "te", "trailer", "upgrade", "expect", "cookie",
            "authorization", "proxy-authorization", "forwarded", "via", "origin", "x-real-ip", "x-request-id", "x-http-method-override", "x-method-override", "x-user",
            "true-client-ip", "remote-user", "client-cert", "client-cert-chain");

    /** What there is to say about a name. */
    enum Finding { NO_TOKEN, ALIAS, COOKIE, FINE }

    private final Set<String> names = new HashSet<>(NAMES);
    private final Memo<Finding> judged = new Memo<>(this::judgeAnew);

    GuardedNames(Set<String> configured) {
        configured.forEach(name -> names.add(FieldText.folded(name)));
    }

    Finding judge(String name) {
        return judged.of(name);
    }

    private Finding judgeAnew(String name) {
        if (!FieldText.isToken(name)) {
            return Finding.NO_TOKEN;
        }
        return aliases(name) ? Finding.ALIAS : name.equalsIgnoreCase("cookie") ? Finding.COOKIE : Finding.FINE;
    }

    /** Whether {@code name} is not a guarded name, but could become one on its way. */
    private boolean aliases(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!plain(name.charAt(i))) {
                String dashed = FieldText.folded(name);
                return names.contains(dashed) || PREFIXES.stream().anyMatch(dashed::startsWith);
            }
        }
        return false;
    }

    private static boolean plain(char c) {
        return c == '-' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
