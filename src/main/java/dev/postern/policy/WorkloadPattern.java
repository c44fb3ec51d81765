package dev.postern.policy;

import dev.postern.config.Located;
import dev.postern.pki.SpiffeId;
import java.util.Optional;

/**
 * A SPIFFE id, or with {@code /*} at its end every id below it, by whole segments: {@code spiffe://corp/ns/finance/*} matches {@code
 * spiffe://corp/ns/finance/sa/ledger}, neither {@code spiffe://corp/ns/finance} nor {@code spiffe://corp/ns/finance-test/sa/x}. No other star, no
 * regular expression.
 *
 * @param kind exact, or everything below
 * @param id   the id; for {@code BELOW} without slash and star
 */
record WorkloadPattern(Kind kind, String id) {

    enum Kind { EXACT, BELOW }

    static WorkloadPattern parse(Located<String> text) {
        boolean below = text.value().endsWith("/*");
        String id = below ? text.value().substring(0, text.value().length() - 2) : text.value();
        try {
            return new WorkloadPattern(below ? Kind.BELOW : Kind.EXACT, SpiffeId.parse(id).toString());
        } catch (IllegalArgumentException invalid) {
            throw new MisplacedException(text.at(), invalid.getMessage(),
                    "as in spiffe://corp.test/ns/finance/sa/ledger, or spiffe://corp.test/ns/finance/* for all below");
        }
    }

    /** Empty where {@link #parse} would throw: for whoever comes after its complaint. */
    static Optional<WorkloadPattern> parsed(Located<String> text) {
        try {
            return Optional.of(parse(text));
        } catch (MisplacedException reported) {
            return Optional.empty();
        }
    }

    boolean matches(String workload) {
        return switch (kind) {
            case EXACT -> workload.equals(id);
            case BELOW -> workload.length() > id.length() + 1 && workload.startsWith(id) && workload.charAt(id.length()) == '/';
        };
    }

    @Override
    public String toString() {
        return kind == Kind.EXACT ? id : id + "/*";
    }
}
