package dev.postern.dlp;

import dev.postern.config.ConfigReader;
import dev.postern.config.DlpConfig;
import dev.postern.config.Problems;
import dev.postern.inspect.Direction;
import dev.postern.inspect.Party;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A profile as users write it, compiled. */
final class Profiled {

    private static final String KEYS = """
            token cards AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
            envelope fields AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
            fingerprint audit AgECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
            """;

    final Profile profile;
    final Ledger ledger;

    private Profiled(Profile profile) {
        this.profile = profile;
        this.ledger = new Ledger(profile.fingerprint());
    }

    /** @param text what stands in the braces of {@code dlp: [{name: own, keys: …, HERE}]} */
    static Profiled of(Path dir, String text) throws IOException {
        Files.writeString(dir.resolve("dlp-keys.txt"), KEYS);
        Path file = dir.resolve("postern.yaml");
        Files.writeString(file, "listen: {ingress: {address: 127.0.0.1:0}}\ndlp: [{name: own, keys: dlp-keys.txt, " + text + "}]\n");
        DlpConfig config = ConfigReader.read(file, name -> Optional.empty()).config().dlp().getFirst();
        Problems problems = new Problems();
        Optional<Profile> profile = new ProfileCompiler(config, problems).compile();
        problems.throwIfAny();
        return new Profiled(profile.orElseThrow());
    }

    Redactor redactor(Direction direction, Party party) {
        Plan plan = profile.plan(direction).of(party);
        return new Redactor(direction, plan, new Restorer(plan.restores(), profile.cards()), ledger);
    }

    List<String> found() {
        return ledger.findings().stream().map(finding -> finding.rule() + " " + finding.what() + " " + finding.place()).toList();
    }
}
