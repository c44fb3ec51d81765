package dev.postern.operator;

import dev.postern.automaton.Found;
import dev.postern.injection.CrossSiteScripting;

/**
 * {@code @detectXSS}: the value is cross-site scripting, as libinjection decides it. With {@code capture}, {@code TX:0} is the value.
 *
 * <p>Argument: none.
 *
 * <p>Example: {@code SecRule ARGS "@detectXSS" "id:1,t:urlDecodeUni,t:htmlEntityDecode,deny"}
 */
final class DetectXss implements Operator {

    private DetectXss() {}

    static Operator of(String argument, DataFiles files) {
        return new DetectXss();
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        boolean found = CrossSiteScripting.found(value);
        if (found && subject.capturing()) {
            subject.captured(0, value);
        }
        return Operator.found(found);
    }
}
