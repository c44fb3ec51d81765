package dev.postern.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names a configuration declares and the places that refer to them. A name counts as declared as soon as it has been read, whatever else is
 * wrong with its entry, so that one mistake is reported once.
 */
final class Names {

    /** Beyond this many unknown names no suggestion is sought: each costs a comparison with every name there is. */
    private static final int MAX_SUGGESTIONS = 100;

    /** What has names. */
    enum Kind {
        PROVIDER("identity provider"), TOKEN_ISSUER("token issuer"), AUTHORITY("device authority"), UPSTREAM("upstream"), ROUTE("route"),
                POLICY("policy"), LIMIT("limit"), WAF("firewall profile"), MALWARE("malware profile"), DLP("profile of data-loss prevention");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private record Reference(List<Kind> kinds, String name, Position at) {}

    private final Problems problems;
    private final Map<Kind, Map<String, Position>> declared = new LinkedHashMap<>();
    private final List<Reference> references = new ArrayList<>();

    Names(Problems problems) {
        this.problems = problems;
    }

    void declare(Kind kind, String name, Position at) {
        Position first = declared(kind).putIfAbsent(name, at);
        if (first != null) {
            problems.add(at, kind.word + " " + Shown.of(name) + " is declared twice", "first at " + first);
        }
    }

    /** @param kinds of which one must have the name */
    void refer(List<Kind> kinds, String name, Position at) {
        references.add(new Reference(kinds, name, at));
    }

    /** Reports what nothing has been declared for; to be called once everything has been read. */
    void resolve() {
        int suggestions = MAX_SUGGESTIONS;
        for (Reference reference : references) {
            if (reference.kinds.stream().noneMatch(kind -> declared(kind).containsKey(reference.name))) {
                problems.add(reference.at, "there is no " + words(reference.kinds) + " " + Shown.of(reference.name),
                        suggestions-- > 0 ? hint(reference) : "");
            }
        }
    }

    private String hint(Reference reference) {
        Set<String> known = new LinkedHashSet<>();
        reference.kinds.forEach(kind -> known.addAll(declared(kind).keySet()));
        if (known.isEmpty()) {
            return "none is declared";
        }
        Optional<String> nearest = Nearest.to(reference.name, known);
        return nearest.map(name -> "did you mean " + Shown.of(name) + "?").orElseGet(() -> "declared: " + some(known));
    }

    private static String some(Set<String> known) {
        String first = String.join(", ", known.stream().limit(8).toList());
        return known.size() > 8 ? first + ", … (" + known.size() + ")" : first;
    }

    private static String words(List<Kind> kinds) {
        return String.join(" or ", kinds.stream().map(kind -> kind.word).toList());
    }

    private Map<String, Position> declared(Kind kind) {
        return declared.computeIfAbsent(kind, unseen -> new LinkedHashMap<>());
    }
}
