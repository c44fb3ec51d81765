package dev.postern.conformance;

import dev.postern.detect.Detector;
import dev.postern.detect.Hit;
import dev.postern.detector.Detectors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The tables of Presidio's recognisers: a row is a text and how many hits the recogniser of an entity has in it, some with the places. The detector whose name or alias the entity is runs
 * alone, without a threshold and without words beside it.
 *
 * <p>Rows about one number ask whether it is valid: then it is one hit, else none. {@code null} is Presidio's for a number of the right form whose check decides nothing, one hit too.
 * A row that expects a text expects one hit, which is that text without what separates its parts. Recognisers in "strict mode" take only what their check confirms: hits from {@link Hit#LIKELY} on. Rows without an entity go by the name of their file.
 */
final class PresidioRows implements Suite {

    private static final int NOT_SAID = -1;

    @Override
    public String name() {
        return "presidio";
    }

    @Override
    public String path() {
        return "presidio-tables.jsonl";
    }

    @Override
    public List<Row> rows(Path from) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(from)) {
            if (!line.isBlank()) {
                rows.add(row(new JsonObject(line)));
            }
        }
        return rows;
    }

    @Override
    public String group(Row row) {
        return row.title().substring(0, row.title().indexOf(' '));
    }

    private static Row row(JsonObject row) {
        String entity = entity(row);
        String text = row.getJsonArray("row").isEmpty() ? "" : String.valueOf(row.getJsonArray("row").getValue(0));
        return new Row(entity + ' ' + row.getString("func") + ' ' + Shown.of(text), () -> failure(entity, row));
    }

    private static String entity(JsonObject row) {
        List<String> named = row.getJsonArray("entity", new JsonArray()) == null ? List.of() : row.getJsonArray("entity", new JsonArray()).stream().map(Object::toString).toList();
        if (named.size() == 1) {
            return named.getFirst();
        }
        JsonArray hits = argument(row, "entities") instanceof JsonArray array ? array : new JsonArray();
        return !hits.isEmpty() && hits.stream().distinct().count() == 1 ? hits.getString(0) : row.getString("file").replaceAll("^test_|\\.py$", "");
    }

    /** The value of an argument, null when it is null or there is none. */
    private static Object argument(JsonObject row, String name) {
        int at = row.getJsonArray("args").getList().indexOf(name);
        return at < 0 || at >= row.getJsonArray("row").size() ? null : row.getJsonArray("row").getValue(at);
    }

    private static String failure(String entity, JsonObject row) {
        String about = row.getJsonArray("args").getString(0);
        String asked = asked(entity, about);
        Optional<Detector> detector = Detectors.ALL.stream().filter(each -> each.type().name().equals(asked) || each.type().aliases().contains(asked)).findFirst();
        if (detector.isEmpty()) {
            return asked.equals(entity) ? "there is no detector " + entity : "asks about " + about + ", a part of the data";
        }
        String text = row.getJsonArray("row").getString(0);
        List<Place> found = Place.of(detector.get(), text, row.getString("func").contains("strict_mode") ? Hit.LIKELY : 1);
        String failure = argument(row, "expected") instanceof String whole ? ofWhole(found, text, whole) : ofPlaces(found, text, row);
        return !failure.isEmpty() && argument(row, "leniency") instanceof Integer leniency && leniency != 1 ? "asks for leniency " + leniency : failure;
    }

    /** What detector: the entity's, or that of the part of its data which the row is about. */
    private static String asked(String entity, String about) {
        String part = about.toUpperCase(Locale.ROOT);
        return List.of("text", "number", "value").contains(about) || entity.contains(part) ? entity : entity.substring(0, entity.indexOf('_') + 1) + part;
    }

    private static String ofWhole(List<Place> found, String text, String whole) {
        List<String> seen = found.stream().map(place -> place.of(text).replaceAll("[^A-Za-z0-9]", "")).toList();
        return seen.equals(List.of(whole)) ? "" : "expected " + whole + ", got " + seen;
    }

    private static String ofPlaces(List<Place> found, String text, JsonObject row) {
        List<Place> expected = places(row).stream().map(place -> place.withoutBlankBefore(text)).toList();
        int count = count(row, expected.size());
        if (count == NOT_SAID) {
            return "does not say how many hits it expects";
        }
        boolean placed = found.size() == count && found.subList(0, Math.min(count, expected.size())).equals(expected.subList(0, Math.min(count, expected.size())));
        return placed ? "" : "expected " + count + (count == 0 || expected.isEmpty() ? "" : " at " + expected) + ", got " + found.size() + (found.isEmpty() ? "" : " at " + found);
    }

    private static int count(JsonObject row, int places) {
        if (argument(row, "expected_len") instanceof Integer hits) {
            return hits;
        }
        if (row.getJsonArray("args").contains("expected")) {
            Object expected = argument(row, "expected");
            return expected == null || Boolean.TRUE.equals(expected) ? 1 : Boolean.FALSE.equals(expected) ? 0 : NOT_SAID;
        }
        return places > 0 ? places : row.getString("func").contains("invalid") ? 0 : NOT_SAID;
    }

    /** What is said about places: of all hits, of the first, or nothing. */
    private static List<Place> places(JsonObject row) {
        for (String name : List.of("expected_positions", "expected_position", "expected_res")) {
            if (argument(row, name) instanceof JsonArray array && !array.isEmpty()) {
                return array.getValue(0) instanceof Integer ? List.of(Place.of(array)) : array.stream().map(pair -> Place.of((JsonArray) pair)).toList();
            }
        }
        return argument(row, "expected_start") instanceof Integer start && argument(row, "expected_end") instanceof Integer end ? List.of(new Place(start, end)) : List.of();
    }
}
