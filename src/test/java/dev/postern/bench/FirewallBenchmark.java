package dev.postern.bench;

import dev.postern.config.Problems;
import dev.postern.seclang.RuleFiles;
import dev.postern.waf.ConnectionFacts;
import dev.postern.waf.Extent;
import dev.postern.waf.Field;
import dev.postern.waf.Profile;
import dev.postern.waf.RequestLine;
import dev.postern.waf.RuleSet;
import dev.postern.waf.Transaction;
import dev.postern.waf.Tuning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one benign request costs under the Core Rule Set at paranoia 1, blocking: all five phases, without a server and without an answer's body. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class FirewallBenchmark {

    private static final String BEFORE = """
            SecRuleEngine On
            SecRequestBodyAccess On
            SecRequestBodyNoFilesLimit 13107200
            SecRule REQUEST_HEADERS:Content-Type "@rx ^application/json" "id:100001,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON"
            """;
    private static final ConnectionFacts CONNECTION = new ConnectionFacts("203.0.113.9", 50_000, "10.0.0.1", 443, "bench");

    /** The folder with the rules and {@code crs-setup.conf.example}, which is not part of this repository. */
    @Param("../shared/corpora/crs-4.28.0")
    public String crs;

    private RuleSet rules;
    private Profile profile;
    private List<Field> headers;
    private List<Field> withBody;
    private byte[] json;

    @Setup
    public void prepare() throws IOException {
        Path before = Files.createTempFile("before", ".conf");
        Files.writeString(before, BEFORE);
        List<Path> files = new ArrayList<>(List.of(before, Path.of(crs, "crs-setup.conf.example")));
        try (Stream<Path> found = Files.list(Path.of(crs, "rules"))) {
            found.filter(path -> path.toString().endsWith(".conf")).sorted().forEach(files::add);
        }
        Problems problems = new Problems();
        rules = RuleSet.compile(RuleFiles.read(files, problems), InstantSource.system(), problems);
        profile = rules.profile(Tuning.NONE, problems);
        problems.throwIfAny();
        json = json().getBytes(StandardCharsets.UTF_8);
        headers = headers();
        withBody = new ArrayList<>(headers);
        withBody.add(Field.of("Content-Type", "application/json"));
        withBody.add(Field.of("Content-Length", Integer.toString(json.length)));
    }

    /** 910 octets with the request line. */
    private static List<Field> headers() {
        return List.of(Field.of("Host", "shop.example.com"),
                Field.of("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"),
                Field.of("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"), Field.of("Accept-Language", "en-US,en;q=0.9,de;q=0.8"),
                Field.of("Accept-Encoding", "gzip, deflate, br"), Field.of("Referer", "https://shop.example.com/catalogue/shoes?page=2&sort=price&brand=alpine&width=regular"),
                Field.of("Cookie", "session=8f14e45fceea167a5a36dedd4bea2543; theme=dark; lang=en; _ga=GA1.2.1034567890.1700000000; cart=3:412,2:98,1:7; seen=4711"),
                Field.of("Sec-Fetch-Mode", "navigate"), Field.of("Sec-Fetch-Site", "same-origin"), Field.of("Cache-Control", "max-age=0"), Field.of("Connection", "keep-alive"));
    }

    /** 10.8 KB, 411 scalars. */
    private static String json() {
        StringBuilder text = new StringBuilder("{\"order\":{\"id\":\"A-1029\",\"items\":[");
        for (int i = 0; i < 102; i++) {
            text.append(i == 0 ? "" : ",").append("{\"sku\":\"sku-").append(10_000 + i * 37).append("\",\"name\":\"Running shoe size ").append(36 + i % 10).append(", colour dark\",\"qty\":")
                    .append(1 + i % 4).append(",\"note\":\"gift wrap, please, no ").append(i).append(" ok\"}");
        }
        return text.append("],\"total\":1234.5,\"currency\":\"EUR\"}}").toString();
    }

    @Benchmark
    public Transaction get() {
        return run("GET", "/catalogue/shoes/item?id=4711&colour=dark+blue&size=42&ref=newsletter-2026-02&q=trail%20running%20shoe&page=3", headers, new byte[0]);
    }

    @Benchmark
    public Transaction post() {
        return run("POST", "/api/orders", withBody, json);
    }

    private Transaction run(String method, String target, List<Field> fields, byte[] body) {
        Transaction transaction = rules.begin(profile, CONNECTION);
        transaction.requestHead(new RequestLine(octets(method), octets(target), octets("HTTP/1.1")), fields);
        transaction.requestBody(body, Extent.WHOLE);
        transaction.responseHead(200, octets("HTTP/1.1"), List.of(Field.of("Content-Type", "application/octet-stream")));
        transaction.responseBody(new byte[0], Extent.WHOLE);
        transaction.finish();
        if (transaction.interruption().isPresent() || !transaction.matches().isEmpty()) {
            throw new IllegalStateException(transaction.matches().toString());
        }
        return transaction;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
