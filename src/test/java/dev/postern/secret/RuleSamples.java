package dev.postern.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.postern.detect.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * Texts that rules of a file in gitleaks' layout must find: written at random (but always the same) after each rule's pattern, and then held against what the file says by RE2/J, which the product
 * does not use: pattern, group, entropy, key words, allow lists.
 */
public final class RuleSamples {

    private static final int ATTEMPTS = 3000;
    /** More repeats than needed make texts long and no better. */
    private static final int MORE = 3;

    private final JsonNode file;

    private RuleSamples(JsonNode file) {
        this.file = file;
    }


    public static RuleSamples read(Path file) throws IOException {
        return new RuleSamples(new TomlMapper().readTree(Files.readString(file)));
    }

    /** In the order of the file. */
    public List<String> rules() {
        List<String> ids = new ArrayList<>();
        file.path("rules").forEach(rule -> ids.add(rule.path("id").asText()));
        return ids;
    }

    /** Empty if a rule's texts find it; else what is wrong. */
    public String failure(SecretRules rules, int index) {
        JsonNode rule = file.path("rules").get(index);
        String type = type(rule.path("id").asText());
        if (!rule.has("regex")) {
            return named(rules, rule, type);
        }
        Random random = new Random(index);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String text = written(Re2Parser.parse(rule.path("regex").asText()), random);
            Optional<String> secret = secret(rule, withKeyword(rule, text));
            if (secret.isPresent()) {
                return found(rules, type, withKeyword(rule, text), secret.get());
            }
        }
        return "no text could be written that its pattern, entropy and allow lists let pass";
    }

    private static String named(SecretRules rules, JsonNode rule, String type) {
        String name = written(Re2Parser.parse(rule.path("path").asText()), new Random(1));
        return rules.namesOf(name).stream().anyMatch(found -> found.name().equals(type)) ? "" : "a file named " + name + " is not found";
    }

    private static String found(SecretRules rules, String type, String text, String secret) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        List<String> seen = new ArrayList<>();
        rules.find(Window.whole(octets), hit -> seen.add(hit.type() + " " + new String(octets, hit.start(), hit.end() - hit.start(), StandardCharsets.ISO_8859_1)));
        return seen.stream().anyMatch(hit -> hit.startsWith(type + " ") && hit.endsWith(secret.strip())) ? "" : "found " + seen + " in " + text;
    }

    private static String type(String id) {
        String name = id.toUpperCase(Locale.ROOT).replace('-', '_');
        return Character.isDigit(name.charAt(0)) ? "RULE_" + name : name;
    }

    private static String withKeyword(JsonNode rule, String text) {
        JsonNode words = rule.path("keywords");
        for (JsonNode word : words) {
            if (text.toLowerCase(Locale.ROOT).contains(word.asText().toLowerCase(Locale.ROOT))) {
                return text;
            }
        }
        return words.isEmpty() ? text : words.get(0).asText() + "\n" + text;
    }

    /** The secret that gitleaks would report, if it would. */
    private Optional<String> secret(JsonNode rule, String text) {
        Matcher matcher = Pattern.compile(rule.path("regex").asText()).matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String secret = matcher.group();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            boolean meant = rule.has("secretGroup") ? group == rule.path("secretGroup").asInt() : matcher.group(group) != null && !matcher.group(group).isEmpty();
            if (meant) {
                secret = matcher.group(group);
                break;
            }
        }
        boolean random = !rule.has("entropy") || Entropy.of(secret.getBytes(StandardCharsets.ISO_8859_1)) > rule.path("entropy").asDouble();
        return random && !allowed(file, secret, matcher.group(), text) && !allowed(rule, secret, matcher.group(), text) ? Optional.of(secret) : Optional.empty();
    }

    /** More than gitleaks allows, for lists whose conditions must all hold are taken as if one were enough. */
    private static boolean allowed(JsonNode node, String secret, String match, String line) {
        List<JsonNode> lists = new ArrayList<>();
        if (node.has("allowlist")) {
            lists.add(node.get("allowlist"));
        }
        node.path("allowlists").forEach(lists::add);
        for (JsonNode list : lists) {
            String target = list.path("regexTarget").asText().equals("match") ? match : list.path("regexTarget").asText().equals("line") ? line : secret;
            for (JsonNode regex : list.path("regexes")) {
                if (Pattern.compile(regex.asText()).matcher(target).find()) {
                    return true;
                }
            }
            for (JsonNode word : list.path("stopwords")) {
                if (secret.toLowerCase(Locale.ROOT).contains(word.asText().toLowerCase(Locale.ROOT))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String written(Part part, Random random) {
        StringBuilder text = new StringBuilder();
        write(part, random, text);
        return text.toString();
    }

    private static void write(Part part, Random random, StringBuilder into) {
        switch (part) {
            case Part.One one -> into.append(octet(one.set(), random));
            case Part.Place place -> { }
            case Part.Group group -> write(group.item(), random, into);
            case Part.Sequence sequence -> sequence.items().forEach(item -> write(item, random, into));
            case Part.Choice choice -> write(choice.branches().get(random.nextInt(choice.branches().size())), random, into);
            case Part.Repeat repeat -> {
                int most = (int) Math.min(repeat.max(), repeat.min() + (long) MORE);
                int times = repeat.min() + random.nextInt(most - repeat.min() + 1);
                for (int i = 0; i < times; i++) {
                    write(repeat.item(), random, into);
                }
            }
        }
    }

    /** Letters and digits, if there are any in the set. */
    private static char octet(Octets set, Random random) {
        Octets preferred = Octets.LETTERS.or(Octets.DIGITS);
        List<Character> members = new ArrayList<>();
        List<Character> others = new ArrayList<>();
        for (int octet = 0; octet < 256; octet++) {
            if (set.contains(octet)) {
                (preferred.contains(octet) ? members : others).add((char) octet);
            }
        }
        List<Character> from = members.isEmpty() ? others : members;
        return from.get(random.nextInt(from.size()));
    }

}
