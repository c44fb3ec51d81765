package dev.postern.trace;

import dev.postern.fuzz.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The first line is the {@code traceparent}, further ones are the {@code tracestate}: a regular expression is of the same opinion, and what was read is read again the same. */
public final class ReceivedContextFuzz {

    private static final Pattern PARENT =
            Pattern.compile("(?s)(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f][0-9a-f](-.*)?");
    private static final Pattern STATE = Pattern.compile("([a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})=[ -+\\--<>-~]{0,255}[!-+\\--<>-~]");

    private ReceivedContextFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        List<String> lines = Arrays.asList(Text.latin(data).split("\n", -1));
        String parent = lines.getFirst();
        Optional<TraceContext> read = ReceivedContext.read(List.of(parent), lines.subList(1, lines.size()));
        var matcher = PARENT.matcher(parent);
        boolean good = matcher.matches() && parent.length() <= 256 && (!parent.startsWith("00") || parent.length() == 55);
        Text.same(good, read.isPresent(), "traceparent " + parent);
        if (read.isPresent()) {
            TraceContext context = read.get();
            Text.same(matcher.group(2), context.traceId(), "trace of " + parent);
            Text.same(matcher.group(3), context.spanId(), "span of " + parent);
            state(context.state());
            Text.same(read, ReceivedContext.read(List.of(context.traceparent()), context.state().isEmpty() ? List.of() : List.of(context.state())), "read again");
        }
    }

    private static void state(String state) {
        Text.holds(state.length() <= TraceState.MAX, "state of " + state.length());
        if (!state.isEmpty()) {
            List<String> entries = List.of(state.split(",", -1));
            Text.holds(entries.size() <= 32, "entries: " + entries.size());
            entries.forEach(entry -> Text.holds(STATE.matcher(entry).matches(), "entry " + entry));
            Text.same((long) entries.size(), entries.stream().map(entry -> entry.substring(0, entry.indexOf('='))).distinct().count(), "keys of " + state);
        }
    }
}
