package dev.postern.injection;

import java.util.Optional;

/**
 * Whether a value is SQL injection, as libinjection decides it: the value is cut into tokens as it stands and as if it stood inside a string, the tokens are folded to five
 * at most, and their types are looked up among the fingerprints of known attacks.
 *
 * <p>Linear in the length of the value, with a fixed amount of memory; any thread. {@code @detectSQLi}, CRS 942100.
 */
public final class SqlInjection {

    private static final OctetSet PLAIN = OctetSet.of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private SqlInjection() {}

    /** The fingerprint, one to five letters, of a value that is SQL injection; empty for any other. */
    public static Optional<String> fingerprint(byte[] in) {
        if (PLAIN.end(in, 0) == in.length) {
            // One word, or a number and a word: no fingerprint is so short but that of a number and UNION, which does not count without anything else.
            return Optional.empty();
        }
        Optional<String> asItIs = read(in, Quoting.NONE, Dialect.ANSI);
        if (asItIs.isPresent()) {
            return asItIs;
        }
        if (Find.octet(in, 0, '\'') >= 0) {
            Optional<String> quoted = read(in, Quoting.SINGLE, Dialect.ANSI);
            if (quoted.isPresent()) {
                return quoted;
            }
        }
        return Find.octet(in, 0, '"') >= 0 ? read(in, Quoting.DOUBLE, Dialect.MYSQL) : Optional.empty();
    }

    /** Once more as MySQL reads it, where that makes a difference. */
    private static Optional<String> read(byte[] in, Quoting quoting, Dialect dialect) {
        SqlReading reading = new SqlReading(in, quoting, dialect);
        if (reading.isAttack()) {
            return Optional.of(reading.fingerprint());
        }
        return dialect == Dialect.ANSI && reading.otherwiseInMySql() ? read(in, quoting, Dialect.MYSQL) : Optional.empty();
    }
}
