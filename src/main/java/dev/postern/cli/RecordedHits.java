package dev.postern.cli;

import dev.postern.firewall.Exclusions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the firewall's rules found, by an audit trail: rule and place, how often, and on which routes. What weighs something counts, and so does the rule that refused a message, whatever it
 * weighs; one that refused without a line of its own counts as a whole where nothing else did.
 */
final class RecordedHits {

    /** How the record tells which rule refused. */
    private static final Pattern REFUSED = Pattern.compile("rule (\\d{1,18}) of the firewall");
    /** Longer places are cut in the record, which ends them so. */
    private static final String CUT = "…";

    private final Map<Hit, Map<String, Long>> routes = new LinkedHashMap<>();
    private long unreadable;

    /** One rule at one place. @param place empty for the whole rule */
    private record Hit(String rule, String place) {}

    /** Takes one line of a trail. */
    void take(String line) {
        try {
            count(new JsonObject(line).getJsonObject("postern", new JsonObject()));
        } catch (DecodeException | ClassCastException none) {
            unreadable++;
        }
    }

    private void count(JsonObject event) {
        String route = event.getString("route", "");
        Matcher detail = REFUSED.matcher(event.getString("detail", ""));
        String refusing = detail.matches() ? detail.group(1) : "";
        boolean told = false;
        for (Object each : event.getJsonArray("findings", new JsonArray())) {
            JsonObject finding = (JsonObject) each;
            String rule = finding.getString("rule", "");
            String place = finding.getString("place", "");
            boolean counts = finding.getInteger("score", 0) > 0 || rule.equals(refusing);
            boolean own = "waf".equals(finding.getString("inspector"));
            told |= own && counts;
            if (own && counts && !place.isEmpty() && !place.startsWith("TX")) {
                add(new Hit(rule, place), route);
            }
        }
        if (!refusing.isEmpty() && !told) {
            add(new Hit(refusing, ""), route);
        }
    }

    private void add(Hit hit, String route) {
        routes.computeIfAbsent(hit, unused -> new TreeMap<>()).merge(route, 1L, Long::sum);
    }

    /** Prints them as {@code exclusions:} of a profile, the most frequent first, and what cannot be written as one in comments below. */
    void print(long least, PrintWriter out) {
        List<Map.Entry<Hit, Map<String, Long>>> often = routes.entrySet().stream().filter(entry -> sum(entry) >= least)
                .sorted(Comparator.comparingLong(RecordedHits::sum).reversed()).toList();
        out.println(often.stream().anyMatch(entry -> isUsable(entry.getKey())) ? "exclusions:" : "exclusions: []");
        often.stream().filter(entry -> isUsable(entry.getKey()))
                .forEach(entry -> out.println("  " + Exclusions.line(entry.getKey().rule(), List.of(entry.getKey().place())) + "  # " + told(entry)));
        often.stream().filter(entry -> !isUsable(entry.getKey())).forEach(entry -> out.println("# rule " + entry.getKey().rule() + " matched at a name that cannot be written as a target: "
                + Exclusions.visible(entry.getKey().place()) + ", " + told(entry)));
        if (unreadable > 0) {
            out.println("# " + unreadable + (unreadable == 1 ? " line" : " lines") + " could not be read");
        }
        out.flush();
    }

    private static boolean isUsable(Hit hit) {
        return hit.place().isEmpty() || !hit.place().endsWith(CUT) && Exclusions.isTarget(hit.place());
    }

    private static long sum(Map.Entry<Hit, Map<String, Long>> entry) {
        return entry.getValue().values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@code 12 times: shop 10, api 2}. */
    private static String told(Map.Entry<Hit, Map<String, Long>> entry) {
        long sum = sum(entry);
        String by = entry.getValue().entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(route -> (route.getKey().isEmpty() ? "no route" : Exclusions.visible(route.getKey())) + ' ' + route.getValue()).collect(Collectors.joining(", "));
        return sum + (sum == 1 ? " time: " : " times: ") + by;
    }
}
