package dev.postern.operator;

import dev.postern.automaton.Found;
import dev.postern.injection.SqlInjection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@code @detectSQLi}: the value is SQL injection, as libinjection decides it. With {@code capture}, {@code TX:0} is the fingerprint.
 *
 * <p>Argument: none.
 *
 * <p>Example: {@code SecRule ARGS "@detectSQLi" "id:1,t:urlDecodeUni,deny,capture,logdata:'%{TX.0}'"}
 */
final class DetectSqli implements Operator {

    private DetectSqli() {}

    static Operator of(String argument, DataFiles files) {
        return new DetectSqli();
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        Optional<String> fingerprint = SqlInjection.fingerprint(value);
        if (fingerprint.isPresent() && subject.capturing()) {
            subject.captured(0, fingerprint.get().getBytes(StandardCharsets.US_ASCII));
        }
        return Operator.found(fingerprint.isPresent());
    }
}
