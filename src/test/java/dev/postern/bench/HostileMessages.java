package dev.postern.bench;

import static dev.postern.bench.HostileMessage.ascii;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.InvalidPatternException;
import dev.postern.automaton.WorstTexts;
import dev.postern.bench.HostileMessage.Place;
import dev.postern.seclang.Link;
import dev.postern.seclang.Rules;
import dev.postern.seclang.Target;
import dev.postern.seclang.Variable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Messages that are made to cost much: of each pattern of rules its worst texts, and what strains readers of bodies and transformations. */
final class HostileMessages {

    /** A text that every transformation of the Core Rule Set changes. */
    private static final String CHANGING = "%2541 &lt; \\u0041 /**/ ../ A  B \\x41\"^ %u0041 ";
    private static final Set<BytePattern.Flag> FLAGS = EnumSet.of(BytePattern.Flag.DOT_ALL, BytePattern.Flag.DOLLAR_END_ONLY);

    private HostileMessages() {}

    /** Makes a message of so many octets, about, another each time if that can be. */
    @FunctionalInterface
    interface Recipe {

        HostileMessage message(int octets, Random random);
    }

    /** Ways to make a hostile message, of which the worst counts. */
    record Hostile(String name, Place place, List<Recipe> recipes) {}

    /** One for each distinct pattern and place that its rules look at. */
    static List<Hostile> ofPatterns(Rules rules) {
        Map<String, Hostile> all = new LinkedHashMap<>();
        rules.rules().forEach(rule -> rule.links().forEach(link -> link.test().ifPresent(test -> {
            if (test.operator().name().value().equalsIgnoreCase("rx")) {
                String pattern = test.operator().argument().value();
                places(test).forEach(place -> all.computeIfAbsent(place + pattern, unused -> ofPattern("rule " + rule.id(), place, pattern)));
            }
        })));
        return List.copyOf(all.values());
    }

    private static Set<Place> places(Link.Test test) {
        Set<Variable> seen = test.targets().stream().map(Target::variable).collect(Collectors.toSet());
        if (seen.contains(Variable.RESPONSE_BODY)) {
            return EnumSet.of(Place.ANSWER);
        }
        return seen.contains(Variable.REQUEST_HEADERS) ? EnumSet.of(Place.HEADER, Place.FORM) : EnumSet.of(Place.FORM);
    }

    private static Hostile ofPattern(String name, Place place, String pattern) {
        List<Recipe> recipes = new ArrayList<>();
        try {
            for (WorstTexts.Recipe recipe : WorstTexts.of(pattern, FLAGS, new Random(pattern.hashCode()))) {
                recipes.add((octets, random) -> {
                    byte[] text = recipe.text(octets, random);
                    return HostileMessage.of(place, place == Place.FORM ? HostileMessage.argument(text, octets) : text);
                });
            }
        } catch (InvalidPatternException macro) {
            return new Hostile(name, place, List.of()); // no pattern before its macros are filled in
        }
        return new Hostile(name, place, recipes);
    }

    /** What has nothing to do with patterns. */
    static List<Hostile> ofReaders() {
        return List.of(
                form("10,000 arguments", octets -> repeated("a=1&", octets, 10_000)),
                form("as many arguments as may be", octets -> numbered(octets, 1_000)),
                form("every transformation changes it", octets -> HostileMessage.argument(ascii(CHANGING.repeat(octets / CHANGING.length() + 1)), octets)),
                form("every transformation changes each argument", HostileMessages::changingArguments),
                form("no UTF-8", octets -> repeated("q=\u00c0\u00af\u00ff\u00e2\u0082\u00f0\u009f", octets, Integer.MAX_VALUE)),
                form("NULs", octets -> HostileMessage.argument(new byte[octets], octets)),
                form("percent signs", octets -> ascii("q=" + "%25".repeat(octets / 3))),
                form("SQL in pieces", octets -> argument("1'/**/or\"a\"--+x`(case;@@a 0x1e ", octets)),
                form("markup in pieces", octets -> argument("<a <!--x <svg onx=`<%`javascript:&#x6a ", octets)),
                form("names of files", octets -> argument("../..\\.%2e/etc/.ht ", octets)),
                new Hostile("1,000 deep", Place.JSON, List.of((octets, random) -> HostileMessage.of(Place.JSON, deep(octets, 1_000)))),
                new Hostile("as deep as may be", Place.JSON, List.of((octets, random) -> HostileMessage.of(Place.JSON, deep(octets, 511)))),
                new Hostile("long names of many values", Place.JSON, List.of((octets, random) -> HostileMessage.of(Place.JSON, named(octets)))),
                new Hostile("escapes", Place.JSON, List.of((octets, random) -> HostileMessage.of(Place.JSON, ascii("[\"" + "\\u0041\\u005c\\u003c".repeat(octets / 18) + "\"]")))),
                new Hostile("10,000 parts", Place.MULTIPART, List.of((octets, random) -> HostileMessage.of(Place.MULTIPART, HostileMessage.multipart(new byte[octets / 70], 1)))),
                new Hostile("NULs", Place.MULTIPART, List.of((octets, random) -> HostileMessage.of(Place.MULTIPART, HostileMessage.multipart(new byte[octets], octets)))),
                new Hostile("nearly boundaries", Place.MULTIPART, List.of((octets, random) ->
                        HostileMessage.of(Place.MULTIPART, HostileMessage.multipart(ascii("\r\n------bench4f1\r\n--".repeat(octets / 20)), octets)))));
    }

    private static Hostile form(String name, IntFunction<byte[]> body) {
        return new Hostile(name, Place.FORM, List.of((octets, random) -> HostileMessage.of(Place.FORM, body.apply(octets))));
    }

    private static byte[] argument(String part, int octets) {
        return HostileMessage.argument(ascii(part.repeat(octets / part.length() + 1)), octets);
    }

    private static byte[] repeated(String part, int octets, int most) {
        return ascii(part.repeat(Math.min(most, Math.max(1, octets / part.length()))));
    }

    private static byte[] numbered(int octets, int arguments) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < arguments && out.length() < octets; i++) {
            out.append("a").append(i).append('=').append("x".repeat(Math.max(1, octets / arguments - 6))).append(i).append('&');
        }
        return ascii(out.substring(0, out.length() - 1));
    }

    private static byte[] changingArguments(int octets) {
        StringBuilder out = new StringBuilder();
        int each = Math.max(CHANGING.length(), octets / 900);
        for (int i = 0; out.length() < octets; i++) {
            out.append(i == 0 ? "" : "&").append(new String(argument(i + CHANGING, each), StandardCharsets.ISO_8859_1).replace("q=", "q" + i + '='));
        }
        return ascii(out.toString());
    }

    private static byte[] deep(int octets, int depth) {
        int most = Math.min(depth, octets / 12);
        return ascii("{\"a\":".repeat(most) + '"' + "x ".repeat(Math.max(0, octets - most * 6) / 2) + '"' + "}".repeat(most));
    }

    /** A path as long as half of the body, and values at its end as many as fit or may be. */
    private static byte[] named(int octets) {
        int key = Math.max(1, octets / 2 / 500 - 5);
        int values = Math.min(990, octets / 2 / 2);
        return ascii(("{\"" + "k".repeat(key) + "\":").repeat(Math.min(500, octets / 12)) + "[1" + ",1".repeat(values) + "]" + "}".repeat(Math.min(500, octets / 12)));
    }
}
