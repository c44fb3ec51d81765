package dev.postern.gateway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an expression of PromQL names: enough of the language to read ours, and whatever it does not know is taken for a metric, so that a slip shows. */
record PromQl(List<Selector> selectors, Set<String> groupedBy) {

    private static final Set<String> WORDS = Set.of("sum", "min", "max", "rate", "increase", "histogram_quantile", "and", "or", "unless", "offset");
    private static final Pattern GROUPING = Pattern.compile("\\bby\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]\"]*\\]");
    private static final Pattern NAME = Pattern.compile("(?<![A-Za-z0-9_:.])([A-Za-z_:][A-Za-z0-9_:]*)\\s*(\\{[^}]*\\})?");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

    record Selector(String metric, List<LabelMatch> labels) {}

    record LabelMatch(String label, String operator, String value) {}

    static PromQl read(String expression) {
        Set<String> grouped = new HashSet<>();
        Matcher groupings = GROUPING.matcher(expression);
        while (groupings.find()) {
            grouped.addAll(List.of(groupings.group(1).strip().split("\\s*,\\s*")));
        }
        String rest = expression.replaceAll(GROUPING.pattern(), " ");
        List<Selector> selectors = new ArrayList<>();
        Matcher names = NAME.matcher(withoutRanges(rest));
        while (names.find()) {
            if (!WORDS.contains(names.group(1))) {
                selectors.add(new Selector(names.group(1), labels(names.group(2) == null ? "" : names.group(2))));
            }
        }
        return new PromQl(selectors, grouped);
    }

    /** Ranges stand after a name or its labels; brackets within quotes are another thing. */
    private static String withoutRanges(String text) {
        StringBuilder out = new StringBuilder();
        String[] quoted = text.split("\"", -1);
        for (int i = 0; i < quoted.length; i++) {
            out.append(i == 0 ? "" : "\"").append(i % 2 == 0 ? RANGE.matcher(quoted[i]).replaceAll(" ") : quoted[i]);
        }
        return out.toString();
    }

    private static List<LabelMatch> labels(String braces) {
        List<LabelMatch> found = new ArrayList<>();
        Matcher labels = LABEL.matcher(braces);
        while (labels.find()) {
            found.add(new LabelMatch(labels.group(1), labels.group(2), labels.group(3)));
        }
        return found;
    }
}
