package dev.postern.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The firewall from the command line: rules, patterns, readers of bodies and what libinjection knows are all in the product. */
final class WafTest {

    private static final String RULES = """
            SecRule ARGS "@detectSQLi" "id:1,phase:2,deny,t:urlDecodeUni,severity:CRITICAL,msg:'SQL'"
            SecRule ARGS "@rx (?i)<script[^>]*>" "id:2,phase:2,deny,t:htmlEntityDecode,severity:CRITICAL,msg:'A script'"
            SecRule REQUEST_HEADERS:User-Agent "@pm nikto sqlmap" "id:3,phase:1,deny,severity:CRITICAL,msg:'A scanner'"
            """;

    private static Product.Result explain(Product product, Path dir, String request) throws IOException {
        Files.writeString(dir.resolve("own.conf"), RULES);
        Path config = Files.writeString(dir.resolve("postern.yaml"), "waf: [{name: own, rules: [own.conf]}]\n");
        Path raw = Files.writeString(dir.resolve("request"), request);
        return product.run("waf", "explain", "--config", config.toString(), raw.toString());
    }

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void explainsWhatIsRefusedAndWhatWouldLetItPass(Product product, @TempDir Path dir) throws IOException {
        String json = "{\"q\": {\"deep\": [\"1' or '1'='1\"]}}";
        Product.Result refused = explain(product, dir, "POST /x HTTP/1.1\r\nHost: a.test\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);
        assertEquals(1, refused.exit(), refused.out() + refused.err());
        assertTrue(refused.out().contains("refused by rule 1"), refused.out());
        assertTrue(refused.out().contains("- {rules: [1], targets: [\"ARGS:"), refused.out());
        assertEquals(1, explain(product, dir, "GET /?a=%26lt;SCRIPT%20x%3E HTTP/1.1\r\nHost: a.test\r\n\r\n").exit());
        assertEquals(1, explain(product, dir, "GET / HTTP/1.1\r\nHost: a.test\r\nUser-Agent: SqlMap/1.0\r\n\r\n").exit());
    }

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void whatIsHarmlessPasses(Product product, @TempDir Path dir) throws IOException {
        Product.Result passes = explain(product, dir, "GET /?q=a+union+of+states HTTP/1.1\r\nHost: a.test\r\nUser-Agent: curl/8\r\n\r\n");
        assertEquals(0, passes.exit(), passes.out() + passes.err());
        assertTrue(passes.out().contains("passes"), passes.out());
        assertEquals(2, explain(product, dir, "no request at all").exit());
    }

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void proposesExclusionsFromTheRecord(Product product, @TempDir Path dir) throws IOException {
        String line = "{\"http_request\":{},\"postern\":{\"findings\":[{\"inspector\":\"waf\",\"rule\":\"942100\",\"what\":\"SQL\",\"place\":\"ARGS:q\",\"shown\":\"x\",\"score\":5}]}}\n";
        Path record = Files.writeString(dir.resolve("audit.jsonl"), line + line);
        Product.Result proposed = product.run("waf", "exclusions", record.toString());
        assertEquals(0, proposed.exit(), proposed.err());
        assertTrue(proposed.out().contains("- {rules: [942100], targets: [\"ARGS:q\"]}  # 2 times"), proposed.out());
    }
}
