package dev.postern.dlp;

import dev.postern.config.DlpConfig;
import dev.postern.config.DlpConfig.Custom;
import dev.postern.config.DlpConfig.Dictionary;
import dev.postern.config.DlpConfig.ExactData;
import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.Finder;
import dev.postern.detect.Hit;
import dev.postern.detect.InfoType;
import dev.postern.detect.ShapeFinder;
import dev.postern.detector.Detectors;
import dev.postern.lexicon.CustomPattern;
import dev.postern.lexicon.ExactIndex;
import dev.postern.lexicon.ExactKey;
import dev.postern.lexicon.Validator;
import dev.postern.secret.SecretRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where types of data come from: detectors that are built in, rules for credentials, and what users bring. Immutable. */
final class Sources {

    /** Those of whoever configures nothing. */
    static final Sources BUILT_IN = new Sources(SecretRules.builtIn(), Map.of());

    private static final int SHORTEST_BYTES = 4;

    private final SecretRules secrets;
    private final Map<InfoType, Finder> own;

    private Sources(SecretRules secrets, Map<InfoType, Finder> own) {
        this.secrets = secrets;
        this.own = own;
    }

    static Sources of(DlpConfig config, Problems problems) {
        SecretRules secrets = config.gitleaks().flatMap(file -> SecretRules.read(file.value(), problems)).orElseGet(SecretRules::builtIn);
        Map<InfoType, Finder> own = new LinkedHashMap<>();
        config.custom().forEach(custom -> of(custom, problems).ifPresent(finder -> own.put(type(custom.type()), finder)));
        config.dictionaries().forEach(dictionary -> of(dictionary, problems).ifPresent(finder -> own.put(type(dictionary.type()), finder)));
        config.exactData().forEach(data -> of(data, problems).ifPresent(finder -> own.put(type(data.type()), finder)));
        return new Sources(secrets, own);
    }

    /** With these rules for credentials in place of those built in. */
    static Sources of(Path gitleaks, Problems problems) {
        return SecretRules.read(gitleaks, problems).map(rules -> new Sources(rules, Map.of())).orElse(BUILT_IN);
    }

    private static InfoType type(Located<String> name) {
        return InfoType.of(name.value(), Category.CUSTOM, name.value());
    }

    private static Optional<Finder> of(Custom custom, Problems problems) {
        try {
            return Optional.of(CustomPattern.of(new CustomPattern.Definition(type(custom.type()), custom.pattern().value(), 0, List.of(), custom.words(), Validator.NONE, custom.confidence())));
        } catch (IllegalArgumentException unusable) {
            problems.add(custom.pattern().at(), "the pattern cannot be used: " + unusable.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<? extends Finder> of(Dictionary dictionary, Problems problems) {
        return dev.postern.lexicon.Dictionary.read(type(dictionary.type()), Hit.CERTAIN, dictionary.file().value(), problems);
    }

    private static Optional<Finder> of(ExactData data, Problems problems) {
        return ExactKey.read(data.key().value(), problems).flatMap(key -> ExactIndex.read(data.index().value(), key, problems))
                .map(index -> new dev.postern.lexicon.ExactData(type(data.type()), index));
    }

    List<InfoType> types() {
        return Stream.of(Detectors.ALL.stream().map(Detector::type), secrets.types().stream(), own.keySet().stream()).flatMap(some -> some).toList();
    }

    /** Finders of these types and no others. */
    List<Finder> finders(Set<String> wanted) {
        List<Finder> finders = new ArrayList<>();
        List<Detector> detectors = Detectors.ALL.stream().filter(detector -> wanted.contains(detector.type().name())).toList();
        if (!detectors.isEmpty()) {
            finders.add(ShapeFinder.of(detectors));
        }
        if (secrets.types().stream().anyMatch(type -> wanted.contains(type.name()))) {
            finders.add(only(secrets, wanted));
        }
        own.forEach((type, finder) -> {
            if (wanted.contains(type.name())) {
                finders.add(finder);
            }
        });
        return finders;
    }

    /** No value of these types has fewer octets; who brings types of their own may look for anything. */
    int shortestBytes(Set<String> wanted) {
        return own.keySet().stream().anyMatch(type -> wanted.contains(type.name())) ? 1 : SHORTEST_BYTES;
    }

    private static Finder only(SecretRules secrets, Set<String> wanted) {
        return secrets.types().stream().allMatch(type -> wanted.contains(type.name())) ? secrets : (window, into) -> secrets.find(window, hit -> {
            if (wanted.contains(hit.type().name())) {
                into.accept(hit);
            }
        });
    }
}
