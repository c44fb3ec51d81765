package dev.postern.waf;

import dev.postern.fuzz.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A whole transaction over any octets: nothing fails, nothing leaves its bounds, and rules that run together, their patterns searched for in one pass, find what each finds alone.
 * The octets are split at the first three line feeds: target, content type, another header, body.
 */
public final class TransactionFuzz {

    private static final String[] RULES = {
        "SecRule ARGS|ARGS_NAMES|REQUEST_HEADERS|XML:/*|XML://@* \"@rx (?i)se?l+ect\\s+\\w\" \"id:1,phase:2,pass,log,t:none,t:urlDecodeUni,setvar:tx.n=+1\"",
        "SecRule ARGS|ARGS_NAMES|REQUEST_HEADERS|XML:/*|XML://@* \"@rx <[^>]*script\" \"id:2,phase:2,pass,log,capture,t:none,t:urlDecodeUni,t:lowercase,logdata:'%{TX.0}'\"",
        "SecRule ARGS|!ARGS:/^x/ \"!@rx ^[a-z0-9]*$\" \"id:3,phase:2,pass,log,t:none,t:lowercase\"",
        "SecRule REQUEST_URI|REQUEST_FILENAME|REQUEST_BASENAME|QUERY_STRING \"@rx \\.\\.[/\\\\\\\\]\" \"id:4,phase:2,pass,log,multiMatch,t:urlDecode,t:htmlEntityDecode,t:normalizePathWin\"",
        "SecRule FILES|FILES_NAMES|MULTIPART_PART_HEADERS \"@rx [^\\x20-\\x7e]\" \"id:5,phase:2,pass,log,t:none\"",
        "SecRule REQBODY_ERROR|MULTIPART_STRICT_ERROR \"!@rx ^0$\" \"id:6,phase:2,pass,log,t:none\"",
        "SecRule ARGS|ARGS_NAMES|REQUEST_HEADERS|XML:/*|XML://@* \"@rx (a+)+\\1$\" \"id:7,phase:2,pass,log,t:none,t:urlDecodeUni,chain\"\nSecRule MATCHED_VARS \"@rx aa\"",
        "SecRule REQUEST_COOKIES|REQUEST_COOKIES_NAMES|REQUEST_BODY \"@rx ^.{3,9}\\z\" \"id:8,phase:2,pass,log,t:none,t:removeWhitespace,t:base64Decode\""};
    private static final String SETTINGS = "SecRule REQUEST_HEADERS:Content-Type \"@rx json\" \"id:100,phase:1,pass,nolog,ctl:requestBodyProcessor=JSON\"\n"
            + "SecRule REQUEST_HEADERS:Content-Type \"@rx xml\" \"id:101,phase:1,pass,nolog,ctl:requestBodyProcessor=XML\"\n";
    private static final Rulebook TOGETHER = Rulebook.of(SETTINGS + String.join("\n", RULES));
    private static final List<Rulebook> ALONE = Arrays.stream(RULES).map(rule -> Rulebook.of(SETTINGS + rule)).toList();

    private TransactionFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Transaction together = run(TOGETHER, data);
        Set<Long> alone = new TreeSet<>();
        ALONE.forEach(rules -> alone.addAll(ids(run(rules, data))));
        Text.holds(together.matchesLeft() > 0 || alone.equals(ids(together)), "rules together find " + ids(together) + ", alone " + alone);
        Text.holds(together.matches().size() <= Report.MOST_MATCHES, "the report has no end");
    }

    private static Set<Long> ids(Transaction transaction) {
        return new TreeSet<>(Rulebook.ids(transaction));
    }

    private static Transaction run(Rulebook rules, byte[] data) {
        List<byte[]> parts = split(data);
        return rules.request("POST", "/" + Ascii.text(parts.get(0)), Ascii.text(parts.get(3)), new Field(Ascii.bytes("Content-Type"), parts.get(1)), new Field(Ascii.bytes("Cookie"), parts.get(2)));
    }

    private static List<byte[]> split(byte[] data) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < data.length && parts.size() < 3; at++) {
            if (data[at] == '\n') {
                parts.add(Arrays.copyOfRange(data, from, at));
                from = at + 1;
            }
        }
        parts.add(Arrays.copyOfRange(data, from, data.length));
        while (parts.size() < 4) {
            parts.add(Ascii.NONE);
        }
        return parts;
    }
}
