package dev.postern.bench;

import dev.postern.config.Problems;
import dev.postern.seclang.RuleFiles;
import dev.postern.seclang.Rules;
import dev.postern.waf.ConnectionFacts;
import dev.postern.waf.EngineMode;
import dev.postern.waf.Extent;
import dev.postern.waf.Profile;
import dev.postern.waf.RequestLine;
import dev.postern.waf.RuleSet;
import dev.postern.waf.Transaction;
import dev.postern.waf.Tuning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The Core Rule Set behind what the product reads before it, which reports and refuses nothing: so every rule runs on every message. */
final class CoreRuleSetEngine {

    private static final ConnectionFacts CONNECTION = new ConnectionFacts("203.0.113.9", 50_000, "10.0.0.1", 443, "hostile");
    private static final byte[] HTTP = "HTTP/1.1".getBytes(StandardCharsets.US_ASCII);

    private final Rules rules;
    private final RuleSet compiled;
    private final Profile profile;

    private CoreRuleSetEngine(Rules rules, RuleSet compiled, Profile profile) {
        this.rules = rules;
        this.compiled = compiled;
        this.profile = profile;
    }

    /** @param folder with {@code rules/}; the set-up is there as well, or where Debian puts it */
    static CoreRuleSetEngine load(Path folder, int paranoia) throws IOException {
        List<Path> files = new ArrayList<>();
        Stream.of(folder.resolve("crs-setup.conf.example"), Path.of("/etc/modsecurity/crs/crs-setup.conf")).filter(Files::isRegularFile).findFirst().ifPresent(files::add);
        try (Stream<Path> found = Files.list(folder.resolve("rules"))) {
            found.filter(path -> path.toString().endsWith(".conf")).sorted().forEach(files::add);
        }
        Problems problems = new Problems();
        Rules rules;
        try (InputStream prelude = RuleSet.class.getResourceAsStream("/firewall/prelude.conf")) {
            rules = RuleFiles.read(prelude.readAllBytes(), files, problems, file -> { });
        }
        RuleSet compiled = RuleSet.compile(rules, InstantSource.system(), problems);
        OptionalInt level = OptionalInt.of(paranoia);
        Profile profile = compiled.profile(new Tuning(Optional.of(EngineMode.DETECTION_ONLY), level, level, OptionalInt.empty(), OptionalInt.empty(), Map.of(), List.of()), problems);
        problems.throwIfAny();
        return new CoreRuleSetEngine(rules, compiled, profile);
    }

    Rules rules() {
        return rules;
    }

    /** All five phases. */
    Transaction run(HostileMessage message) {
        Transaction transaction = compiled.begin(profile, CONNECTION);
        transaction.requestHead(new RequestLine(message.method(), message.target(), HTTP), message.headers());
        transaction.requestBody(message.body(), Extent.WHOLE);
        transaction.responseHead(200, HTTP, HostileMessage.ANSWER_HEADERS);
        transaction.responseBody(message.answer(), Extent.WHOLE);
        transaction.finish();
        return transaction;
    }
}
