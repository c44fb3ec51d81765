package dev.postern.dlp;

import dev.postern.detect.InfoType;
import dev.postern.inspect.Direction;
import dev.postern.inspect.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** What was found in one exchange, for the record: type, count, place and a keyed fingerprint, never a value. Holds {@value #MOST} rows. Any thread. */
final class Ledger {

    static final int MOST = 64;
    private static final int LONGEST_PLACE = 120;

    private final BiFunction<String, String, String> fingerprint;
    private final Map<Row, Integer> counts = new LinkedHashMap<>();
    private final Set<Finding> told = new LinkedHashSet<>();
    private int left;

    private record Row(Direction direction, InfoType type, String place, String done, String fingerprint) {}

    /** @param fingerprint of a type's value; empty where there is no key for it */
    Ledger(BiFunction<String, String, String> fingerprint) {
        this.fingerprint = fingerprint;
    }

    synchronized void note(Direction direction, InfoType type, String place, String done, String value) {
        Row row = new Row(direction, type, shortened(RecordText.standard().masked(place)), done, fingerprint.apply(type.name(), compact(value)));
        if (counts.containsKey(row) || counts.size() < MOST) {
            counts.merge(row, 1, Integer::sum);
        } else {
            left++;
        }
    }

    /** Something to be told that is no finding in the content; what has been told is not told again. */
    synchronized void tell(String rule, String what) {
        if (told.size() < MOST) {
            told.add(new Finding(LossPrevention.NAME, rule, what, "", "", 0));
        }
    }

    synchronized List<Finding> findings() {
        List<Finding> all = new ArrayList<>(told);
        counts.forEach((row, count) -> all.add(new Finding(LossPrevention.NAME, row.type().name(), row.type().title() + ", " + row.done() + (count > 1 ? ", " + count + " times" : ""),
                place(row), row.fingerprint(), 0)));
        Optional.of(left).filter(more -> more > 0).ifPresent(more -> all.add(new Finding(LossPrevention.NAME, "more", more + " further findings", "", "", 0)));
        return all;
    }

    /** The same value has the same fingerprint, however it is grouped. */
    private static String compact(String value) {
        StringBuilder out = new StringBuilder(value.length());
        value.codePoints().filter(c -> c != ' ' && c != '-' && c != '.').forEach(out::appendCodePoint);
        return out.toString();
    }

    private static String place(Row row) {
        String message = switch (row.direction()) {
            case REQUEST -> "request";
            case RESPONSE -> "response";
        };
        return row.place().isEmpty() ? message : message + ' ' + row.place();
    }

    private static String shortened(String place) {
        return place.length() > LONGEST_PLACE ? place.substring(0, LONGEST_PLACE) + '…' : place;
    }
}
