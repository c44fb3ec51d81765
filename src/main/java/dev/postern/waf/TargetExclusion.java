package dev.postern.waf;

import java.util.BitSet;

/**
 * A target some rules do not look at.
 *
 * @param rules by ordinal; not to be changed
 */
record TargetExclusion(BitSet rules, Supply supply, Keys keys) {

    boolean covers(int rule, Row row) {
        return row.of().equals(supply) && rules.get(rule) && keys.accepts(row.key());
    }
}
