package dev.postern.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Problems;
import dev.postern.detect.Finder;
import dev.postern.detect.Hit;
import dev.postern.detect.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SecretRulesTest {

    /** Written for these tests in the layout of gitleaks. */
    private static final String RULES = """
            title = "rules of these tests"
            [[allowlists]]
            regexes = ['''^ALLOWED''']
            stopwords = ["stopword"]
            paths = ['''(^|/)vendor/''']
            [[rules]]
            id = "acme-token"
            description = "tokens of Acme"
            regex = '''\\b(acme_[a-z0-9]{8,20})\\b'''
            keywords = ["acme_"]
            entropy = 2
            [[rules]]
            id = "beside"
            regex = '''\\b([0-9]{6}\\|[a-z]{6,})\\b'''
            keywords = ["beside"]
            [[rules]]
            id = "inside"
            regex = '''\\b([a-z]{4}_inside)\\b'''
            keywords = ["_inside"]
            [[rules]]
            id = "second-group"
            regex = '''(?i)[\\w.-]{0,50}?second[_-]?(login|token)=([a-f0-9]{8})'''
            secretGroup = 2
            keywords = ["SECOND"]
            [[rules.allowlists]]
            condition = "AND"
            regexTarget = "match"
            regexes = ['''my-second''']
            stopwords = ["dead"]
            [[rules.allowlists]]
            regexTarget = "line"
            regexes = ['''^#''']
            [[rules]]
            id = "of-yaml"
            regex = '''yaml: ([a-z]{6})'''
            path = '''\\.ya?ml$'''
            keywords = ["yaml"]
            [[rules]]
            id = "store"
            path = '''\\.p12$'''
            [[rules]]
            id = "1-far"
            regex = '''far[^!]{100}!([a-z]+)'''
            keywords = ["far"]
            [[rules]]
            id = "either"
            regex = '''one-([0-9]{3})|two-([0-9]{3})'''
            keywords = ["one-", "two-"]
            """;

    private static SecretRules rules(String toml) {
        Problems problems = new Problems();
        SecretRules rules = RuleFile.read("rules.toml", toml, problems).orElse(null);
        assertEquals(List.of(), problems.list());
        return rules;
    }

    private static String found(Finder finder, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return String.join(" ", hits(finder, Window.whole(octets), 0).stream()
                .map(hit -> hit.type() + "=" + new String(octets, hit.start(), hit.end() - hit.start(), StandardCharsets.UTF_8)).toList());
    }

    private static List<Hit> hits(Finder finder, Window window, int offset) {
        List<Hit> hits = new ArrayList<>();
        finder.find(window, hit -> hits.add(new Hit(hit.type(), hit.start() + offset, hit.end() + offset, hit.confidence())));
        hits.sort(Comparator.comparingInt(Hit::start).thenComparingInt(Hit::end).thenComparing(hit -> hit.type().name()));
        return hits;
    }

    @Test
    void findsWhatItsRulesSay() {
        SecretRules rules = rules(RULES);
        assertEquals(8, rules.size());
        assertEquals("ACME_TOKEN=acme_x7k2m9qa", found(rules, "{\"a\":\"acme_x7k2m9qa\"}"));
        assertEquals("", found(rules, "xacme_x7k2m9qa acme_aaaaaaaa"));
        assertEquals("INSIDE=abcd_inside", found(rules, "abcd_inside xabcd_inside"));
        assertEquals("SECOND_GROUP=0badc0de", found(rules, "The_Second-Token=0badc0de"));
        assertEquals("OF_YAML=foobar", found(rules, "yaml: foobar"));
        assertEquals("EITHER=123 EITHER=456", found(rules, "one-123 two-456"));
    }

    @Test
    void aKeyWordThatIsNoPartOfTheMatchStandsBesideIt() {
        SecretRules rules = rules(RULES);
        assertEquals("BESIDE=123456|abcdef", found(rules, "beside 123456|abcdef"));
        assertEquals("BESIDE=123456|abcdef", found(rules, "123456|abcdef" + ".".repeat(400) + "Beside"));
        assertEquals("", found(rules, "123456|abcdef" + ".".repeat(600) + "beside"));
        assertEquals("", found(rules, "beside" + ".".repeat(200) + "123456|abcdef"));
        assertEquals("", found(rules, "123456|abcdef"));
    }

    @Test
    void aSecretFarBehindTheBeginningIsCoveredFromThere() {
        String text = "far" + "x".repeat(100) + "!secret";
        assertEquals("RULE_1_FAR=" + text, found(rules(RULES), "a " + text + "."));
    }

    @Test
    void allowListsAllow() {
        SecretRules rules = rules(RULES);
        assertEquals("", found(rules, "acme_k2stopword7"));
        assertEquals("", found(rules, "my-second-token=deadbeef"));
        assertEquals("SECOND_GROUP=deadbeef", found(rules, "your-second-token=deadbeef"));
        assertEquals("SECOND_GROUP=0badc0de", found(rules, "my-second-token=0badc0de"));
        assertEquals("", found(rules, "x\n# second-token=0badc0de"));
    }

    @Test
    void filesHaveRulesOfTheirOwn() {
        SecretRules rules = rules(RULES);
        assertEquals("OF_YAML=foobar", found(rules.forFile("a/b.yml"), "yaml: foobar"));
        assertEquals("", found(rules.forFile("a/b.txt"), "yaml: foobar"));
        assertEquals("", found(rules.forFile("vendor/b.yml"), "yaml: foobar"));
        assertEquals("[STORE]", rules.namesOf("keys/a.p12").toString());
        assertEquals("[]", rules.namesOf("vendor/a.p12").toString());
        assertEquals("[]", rules.namesOf("a.txt").toString());
    }

    @Test
    void everyBoundOfAWindowFindsTheSame() {
        StringBuilder all = new StringBuilder();
        Random random = new Random(3);
        String[] parts = {"acme_x7k2m9qa ", "beside 123456|abcdef ", "abcd_inside ", "my-second-token=0badc0de\n", "yaml: foobar ", "far" + "x".repeat(100) + "!secret ", "one-123", "two-456 ", "# ", ".".repeat(90),
            "api_key = \"x7Gh29sKw02jdk3L\"\n", "AKIAQYLPMN5HHHFPZAM2 ", "token token_access_key: 'a8f3K2l9Q0z7X' "};
        for (int i = 0; i < 150; i++) {
            all.append(parts[random.nextInt(parts.length)]);
        }
        byte[] text = all.toString().getBytes(StandardCharsets.UTF_8);
        for (SecretRules rules : List.of(rules(RULES), SecretRules.builtIn())) {
            List<Hit> whole = hits(rules, Window.whole(text), 0);
            assertTrue(whole.size() > 15, "only " + whole.size());
            for (int cut = 1; cut < text.length; cut += 1 + random.nextInt(7)) {
                assertEquals(whole, inParts(rules, text, cut), "cut at " + cut);
            }
        }
    }

    /** Walks that take long and meet each other find what patterns find that are tried at each place. */
    @Test
    void longWalksMissNothing() {
        SecretRules rules = rules("""
                [[rules]]
                id = "call"
                regex = '(?i)\\bcall\\b(?:.*?|.*?(?:[\\r\\n]{1,2}.*?){1,3}) -h "([a-z0-9]{4,})"'
                [[rules]]
                id = "run"
                regex = 'run-[0-9]{2}[a-z0-9-]*'
                [[rules]]
                id = "begin"
                regex = '--BEGIN[A-Z]{0,9}--[\\s\\S-]{64,}?END--'
                [[rules]]
                id = "count"
                regex = 'kind: .{0,200}?data: ([a-z]{5})'
                """);
        String[] parts = {"call ", "CALL", " -h \"abc1\"", "run-12", "run-", "\n", "--BEGIN", "--BEGINX--", "END--", "kind: ", "data: abcde ", "x", "-y-", " ", "abcdefghij", ".".repeat(70)};
        Random random = new Random(11);
        for (int round = 0; round < 12; round++) {
            StringBuilder all = new StringBuilder();
            while (all.length() < 2500) {
                all.append(parts[random.nextInt(round % 2 == 0 ? parts.length : 4)]).append(round > 8 ? "\n\n\n" : "");
            }
            byte[] text = all.toString().getBytes(StandardCharsets.UTF_8);
            List<Hit> whole = hits(rules, Window.whole(text), 0);
            Set<String> found = whole.stream().map(hit -> hit.type() + " " + hit.start() + " " + hit.end()).collect(Collectors.toCollection(TreeSet::new));
            Set<String> missed = expected(rules, text);
            assertTrue(missed.size() > 20);
            missed.removeAll(found);
            assertEquals(Set.of(), missed);
            found.removeAll(expected(rules, text));
            assertEquals(Set.of(), found);
            assertEquals(whole, inParts(rules, text, 1 + random.nextInt(text.length - 1)));
        }
    }

    @Test
    void whatATextAsksTooMuchForCountsAsFound() {
        SecretRules rules = rules("[[rules]]\nid = 'run'\nregex = 'run-[0-9]{2}[a-z0-9-]*'");
        byte[] text = "run-12".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        List<Hit> hits = hits(rules, Window.whole(text), 0);
        assertEquals(10_000, hits.size());
        assertEquals(Hit.CERTAIN, hits.getFirst().confidence());
        assertEquals(Hit.LIKELY, hits.getLast().confidence());
    }

    private static Set<String> expected(SecretRules rules, byte[] text) {
        Set<String> expected = new TreeSet<>();
        for (SecretRule rule : rules.rules()) {
            Exact exact = rule.pattern().orElseThrow().exact();
            Set<Integer> decided = new TreeSet<>();
            for (int at = 0; at < text.length; at++) {
                byte[] slice = Arrays.copyOfRange(text, Math.max(0, at - 1), Math.min(text.length, at + Window.MOST_HIT_BYTES));
                int[] groups = exact.captures(slice, at == 0 ? 0 : 1);
                if (groups[0] != (at == 0 ? 0 : 1)) {
                    continue;
                }
                int group = groups.length > 2 && groups[3] > groups[2] ? 2 : 0;
                int start = at + groups[group] - groups[0];
                int begin = start - at > SecretRules.FAR ? at : start;
                if (decided.add(begin)) {
                    expected.add(rule.type() + " " + begin + " " + (at + groups[group + 1] - groups[0]));
                }
            }
        }
        return expected;
    }

    private static List<Hit> inParts(Finder finder, byte[] text, int cut) {
        List<Hit> hits = new ArrayList<>();
        for (int[] part : new int[][] {{0, cut}, {cut, text.length}}) {
            int from = Math.max(0, part[0] - Window.CONTEXT_BYTES);
            byte[] octets = Arrays.copyOfRange(text, from, Math.min(text.length, part[1] + Window.MOST_HIT_BYTES));
            hits.addAll(hits(finder, new Window(octets, octets.length, part[0] - from, part[1] - from), from));
        }
        hits.sort(Comparator.comparingInt(Hit::start).thenComparingInt(Hit::end).thenComparing(hit -> hit.type().name()));
        return hits;
    }

    @Test
    void aPrivateKeyOfAnyLengthIsFound() {
        for (int octets : new int[] {600, 2400, 9000}) {
            byte[] key = new byte[octets];
            new Random(octets).nextBytes(key);
            String pem = "-----BEGIN RSA PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key) + "\n-----END RSA PRIVATE KEY-----\n";
            for (String text : List.of(pem, "{\"key\":\"" + pem.replace("\n", "\\n") + "\"}")) {
                byte[] in = text.getBytes(StandardCharsets.UTF_8);
                List<Hit> hits = hits(SecretRules.builtIn(), Window.whole(in), 0).stream().filter(hit -> hit.type().name().equals("PRIVATE_KEY")).toList();
                assertEquals(1, hits.size());
                int expected = text.lastIndexOf("KEY-----") + 8 - text.indexOf("-----BEGIN");
                assertEquals(Math.min(expected, Window.MOST_HIT_BYTES), hits.getFirst().end() - hits.getFirst().start());
                assertEquals(Hit.CERTAIN, hits.getFirst().confidence());
            }
        }
        assertEquals("", found(SecretRules.builtIn(), "-----BEGIN PRIVATE KEY----- begins a key. " + "What follows here is prose, and much of it. ".repeat(200)));
        assertEquals("", found(SecretRules.builtIn(), "-----BEGIN PUBLIC KEY-----\n" + "MIIB".repeat(2000)));
    }
}
