package dev.postern.dlp;

import dev.postern.detect.Hit;
import dev.postern.inspect.Party;
import java.util.List;
import java.util.Set;

/**
 * One rule of a profile, compiled.
 *
 * @param types  names of info types
 * @param fields where; empty for everywhere
 */
record Rule(Set<String> types, List<FieldPattern> fields, Parties from, int threshold, Treatment treatment) {

    Rule {
        types = Set.copyOf(types);
        fields = List.copyOf(fields);
    }

    boolean isAbout(Party party) {
        return from.include(party);
    }

    /** @param path of the field it stands in, empty outside of any */
    boolean fits(Hit hit, String path) {
        return types.contains(hit.type().name()) && hit.confidence() >= threshold && at(path);
    }

    Rule refusing() {
        return treatment.intervenes() ? new Rule(types, fields, from, threshold, new Treatment.Blocked()) : this;
    }

    private boolean at(String path) {
        if (fields.isEmpty()) {
            return true;
        }
        for (FieldPattern field : fields) {
            if (field.matches(path)) {
                return true;
            }
        }
        return false;
    }
}
