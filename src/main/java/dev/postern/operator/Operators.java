package dev.postern.operator;

import dev.postern.config.Nearest;
import dev.postern.config.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All operators there are, and those there are not, with the reason. */
public final class Operators {

    /** Makes an operator when rules are loaded. */
    @FunctionalInterface
    interface Factory {
        Operator make(String argument, DataFiles files) throws InvalidOperatorException;
    }

    /** @param complaint why it is not supported; empty when it is */
    record Entry(String name, Factory factory, String complaint) {}

    /** What {@code @rx} is called in other languages of rules. */
    private static final Set<String> PATTERNS_ELSEWHERE = Set.of("regex", "regexp", "re", "match", "matches");

    private static final Map<String, Entry> TABLE = new TreeMap<>();

    static {
        is("beginsWith", BeginsWith::of);
        is("contains", Contains::of);
        is("containsWord", ContainsWord::of);
        is("detectSQLi", DetectSqli::of);
        is("detectXSS", DetectXss::of);
        is("endsWith", EndsWith::of);
        is("eq", Eq::of);
        is("ge", Ge::of);
        is("geoLookup", GeoLookup::of);
        is("gt", Gt::of);
        is("ipMatch", IpMatch::of);
        is("ipMatchF", IpMatchFromFile::of);
        is("ipMatchFromFile", IpMatchFromFile::of);
        is("le", Le::of);
        is("lt", Lt::of);
        is("noMatch", NoMatch::of);
        is("pm", Pm::of);
        is("pmf", PmFromFile::of);
        is("pmFromFile", PmFromFile::of);
        is("rbl", Rbl::of);
        is("rx", Rx::of);
        is("streq", Streq::of);
        is("strmatch", Strmatch::of);
        is("unconditionalMatch", UnconditionalMatch::of);
        is("validateByteRange", ValidateByteRange::of);
        is("validateNid", ValidateNid::of);
        is("validateUrlEncoding", ValidateUrlEncoding::of);
        is("validateUtf8Encoding", ValidateUtf8Encoding::of);
        is("verifyCC", VerifyCc::of);
        is("verifyCPF", VerifyCpf::of);
        is("verifySSN", VerifySsn::of);
        is("verifySVNR", VerifySvnr::of);
        is("within", Within::of);

        isNot("fuzzyHash", "files are not compared by ssdeep");
        isNot("gsbLookup", "nothing is looked up while a request waits");
        isNot("inspectFile", "rules start no programs");
        isNot("rsub", "bodies are not rewritten by rules");
        isNot("validateDTD", "documents are not checked against their types");
        isNot("validateHash", "links are not signed here");
        isNot("validateSchema", "documents are not checked against schemas");
    }

    private Operators() {}

    private static void is(String name, Factory factory) {
        TABLE.put(name.toLowerCase(Locale.ROOT), new Entry(name, factory, ""));
    }

    private static void isNot(String name, String complaint) {
        Factory refuses = (argument, files) -> {
            throw new InvalidOperatorException("the operator " + name + " is not supported", complaint);
        };
        TABLE.put(name.toLowerCase(Locale.ROOT), new Entry(name, refuses, complaint));
    }

    /** In the order of their names. */
    static List<Entry> table() {
        return List.copyOf(TABLE.values());
    }

    /**
     * @param name     without the at sign; ignores case
     * @param argument octets as characters U+0000 to U+00FF
     * @throws InvalidOperatorException when there is no such operator, it is not supported or its argument is wrong
     */
    public static Operator make(String name, String argument, DataFiles files) throws InvalidOperatorException {
        Entry entry = TABLE.get(name.toLowerCase(Locale.ROOT));
        if (entry == null) {
            throw new InvalidOperatorException("there is no operator " + Shown.of(name), meant(name).map(near -> "perhaps @" + near).orElse(""));
        }
        return entry.factory().make(argument, files);
    }

    private static Optional<String> meant(String name) {
        return PATTERNS_ELSEWHERE.contains(name.toLowerCase(Locale.ROOT)) ? Optional.of("rx") : Nearest.to(name, TABLE.values().stream().map(Entry::name).toList());
    }
}
