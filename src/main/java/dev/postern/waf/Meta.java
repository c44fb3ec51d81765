package dev.postern.waf;

import java.util.List;

/**
 * What a rule says about itself.
 *
 * @param ordinal  its number in the rule set, through all phases
 * @param id       0 for one without
 * @param place    file:line
 * @param message  empty when it has none
 * @param data     what {@code logdata} says
 */
record Meta(int ordinal, long id, String place, Template message, Template data, Severity severity, List<String> tags, String revision) {

    Meta {
        tags = List.copyOf(tags);
    }
}
