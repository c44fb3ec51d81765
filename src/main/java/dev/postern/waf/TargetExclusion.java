package dev.postern.waf;

import java.util.BitSet;

/**
 * A target some rules do not look at. As in ModSecurity 2.9 a whole collection goes with the count of its members, and a member without: that a header is missing is still seen.
 *
 * @param rules by ordinal; not to be changed
 */
record TargetExclusion(BitSet rules, Supply supply, Keys keys) {

    boolean covers(int rule, Row row) {
        return row.of().equals(supply) && rules.get(rule) && (row.isCount() ? keys instanceof Keys.All : keys.surely(row.key()));
    }
}
