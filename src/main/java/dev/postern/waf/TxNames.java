package dev.postern.waf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The TX variables a rule set names outright, numbered at load; 0 to 9 are the captures. Filled by the compiler, then only read. */
final class TxNames {

    static final int CAPTURES = 10;

    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private boolean frozen;

    TxNames() {
        for (int group = 0; group < CAPTURES; group++) {
            slot(Integer.toString(group));
        }
    }

    /** −1 for a name not known when all rules have been compiled. */
    int slot(String name) {
        String key = Ascii.lower(name);
        if (!frozen && !slots.containsKey(key)) {
            slots.put(key, slots.size());
        }
        return known(key);
    }

    void freeze() {
        frozen = true;
    }

    /** −1 when no rule names it. */
    int known(String lowerCase) {
        return slots.getOrDefault(lowerCase, -1);
    }

    /** In the order of their numbers; not to be changed. */
    List<byte[]> names() {
        return slots.keySet().stream().map(Ascii::bytes).toList();
    }
}
