package dev.postern.waf;

import dev.postern.seclang.Variable;
import java.util.EnumSet;
import java.util.Set;

/** A value whose shape can be told and whose content cannot: every letter is an x, every digit a 0, every octet beyond ASCII or of control a dot; {@code ' or 1=1--} is {@code ' xx 0=0--}. */
public final class Masked {

    /** What says nothing of a request's content. */
    private static final Set<Variable> OPEN = EnumSet.of(Variable.MATCHED_VAR_NAME, Variable.MATCHED_VARS_NAMES, Variable.RULE, Variable.UNIQUE_ID, Variable.HIGHEST_SEVERITY, Variable.DURATION,
            Variable.RESPONSE_STATUS, Variable.REQBODY_PROCESSOR, Variable.REQBODY_ERROR, Variable.REQBODY_PROCESSOR_ERROR, Variable.ARGS_COMBINED_SIZE, Variable.FILES_COMBINED_SIZE,
            Variable.REQUEST_BODY_LENGTH);

    private static final int COUNT_DIGITS = 5;

    private Masked() {}

    public static String of(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            out.append(mask(value.charAt(i)));
        }
        return out.toString();
    }

    /** Whether what a reference stands for may be read: counts and scores that rules keep, and what is not the request's. */
    static boolean needless(Lookup reference, byte[] value) {
        if (reference.supply().variable() != Variable.TX) {
            return OPEN.contains(reference.supply().variable());
        }
        boolean capture = reference.keys() instanceof Keys.Named named && named.slot() >= 0 && named.slot() < TxNames.CAPTURES;
        return !capture && isCount(value);
    }

    private static boolean isCount(byte[] value) {
        if (value.length > COUNT_DIGITS) {
            return false;
        }
        for (byte octet : value) {
            if (octet < '0' || octet > '9') {
                return false;
            }
        }
        return true;
    }

    private static char mask(char c) {
        if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
            return 'x';
        }
        if (c >= '0' && c <= '9') {
            return '0';
        }
        return c < 0x20 || c > 0x7e ? '.' : c;
    }
}
