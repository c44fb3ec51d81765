package dev.postern.dlp;

import dev.postern.config.DlpConfig;
import dev.postern.config.DlpConfig.Action;
import dev.postern.config.DlpConfig.Direction;
import dev.postern.config.DlpConfig.Masking;
import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.detect.Finder;
import dev.postern.detect.Scanner;
import dev.postern.detect.ShapeFinder;
import dev.postern.detect.Thresholds;
import dev.postern.detector.Detectors;
import dev.postern.protection.Envelope;
import dev.postern.protection.Fingerprint;
import dev.postern.protection.Key;
import dev.postern.protection.KeyFile;
import dev.postern.protection.KeySource;
import dev.postern.protection.Mask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.function.BiFunction;

/** Compiles one profile; used once. What is wrong is added to the problems, all of it. */
final class ProfileCompiler {

    /** Types one rule may restore: each is tried on each envelope. */
    private static final int MOST_RESTORED = 16;
    private static final KeySource NO_KEYS = purpose -> List.of();

    private final DlpConfig config;
    private final Problems problems;
    private final int problemsBefore;
    private final KeySource keys;
    private final Sources sources;
    private final List<Directed<Rule>> rules = new ArrayList<>();
    private final List<Directed<RestoreRule>> restores = new ArrayList<>();

    /** Rules of a profile may say the same of one direction and of the other. */
    private record Directed<R>(R rule, Direction in) {}

    ProfileCompiler(DlpConfig config, Problems problems) {
        this.config = config;
        this.problems = problems;
        this.problemsBefore = problems.count();
        this.keys = config.keys().flatMap(file -> KeyFile.read(file, problems)).orElse(NO_KEYS);
        this.sources = Sources.of(config, problems);
    }

    Optional<Profile> compile() {
        Catalogue catalogue = new Catalogue(sources.types());
        config.rules().forEach(rule -> compile(rule, catalogue.locatedTypes(rule.types(), problems)));
        if (problems.count() > problemsBefore) {
            return Optional.empty();
        }
        Scanner cards = new Scanner(List.of(ShapeFinder.of(Detectors.ALL.stream().filter(detector -> detector.type().name().equals(TokenForms.CARD)).toList())), Thresholds.DEFAULT);
        return Optional.of(new Profile(config.mode(), plan(Direction.REQUEST, config.request()), plan(Direction.RESPONSE, config.response()), fingerprint(), cards));
    }

    private BiFunction<String, String, String> fingerprint() {
        return keys.newest(Key.Purpose.FINGERPRINT).isPresent() ? new Fingerprint(keys)::of : (type, value) -> "";
    }

    private Plan plan(Direction direction, DlpConfig.Body body) {
        List<Rule> ruling = in(direction, rules);
        return new Plan(scanner(ruling), sources.shortestBytes(types(ruling)), ruling, in(direction, restores), body);
    }

    private static <R> List<R> in(Direction direction, List<Directed<R>> all) {
        return all.stream().filter(rule -> rule.in() == Direction.BOTH || rule.in() == direction).map(Directed::rule).toList();
    }

    private void compile(DlpConfig.Rule rule, Set<String> types) {
        rule.fields().stream().filter(field -> !Scope.isSound(field.value())).forEach(field -> problems.add(field.at(), "no header has this name", "header:NAME, or header:* for all"));
        Scope scope = Scope.of(rule.fields().stream().map(Located::value).toList());
        Parties from = Parties.of(rule.from());
        if (rule.action() == Action.RESTORE) {
            if (restorable(rule, types)) {
                restores.add(new Directed<>(new RestoreRule(types, scope, from, new TokenForms(types, rule.tokens(), keys), new Envelopes(new Envelope(keys))), rule.in()));
            }
        } else {
            treatment(rule, types).ifPresent(treatment -> rules.add(new Directed<>(new Rule(types, Set.of(), scope, from, rule.threshold(), treatment), rule.in())));
        }
    }

    private boolean restorable(DlpConfig.Rule rule, Set<String> types) {
        if (types.size() > MOST_RESTORED) {
            problems.add(at(rule), types.size() + " types are to be restored", "at most " + MOST_RESTORED + " in a rule: name them one by one");
            return false;
        }
        return has(Key.Purpose.TOKEN, rule) & has(Key.Purpose.ENVELOPE, rule);
    }

    private Optional<Treatment> treatment(DlpConfig.Rule rule, Set<String> types) {
        return switch (rule.action()) {
            case REPORT, RESTORE -> Optional.of(new Treatment.Reported());
            case BLOCK -> Optional.of(new Treatment.Blocked());
            case MASK -> mask(rule).map(Treatment.Masked::new);
            case TOKENISE -> has(Key.Purpose.TOKEN, rule) ? Optional.of(new Treatment.Tokenised(new TokenForms(types, rule.tokens(), keys))) : Optional.empty();
            case ENCRYPT -> has(Key.Purpose.ENVELOPE, rule) ? Optional.of(new Treatment.Sealed(new Envelopes(new Envelope(keys)))) : Optional.empty();
        };
    }

    private Optional<Mask> mask(DlpConfig.Rule rule) {
        Masking mask = rule.mask();
        return switch (mask.style()) {
            case TEXT -> Optional.of(new Mask.Fixed(mask.with()));
            case HASH -> has(Key.Purpose.FINGERPRINT, rule) ? Optional.of(new Mask.Hashed(new Fingerprint(keys))) : Optional.empty();
            case CHARACTERS -> characters(rule, mask);
        };
    }

    private Optional<Mask> characters(DlpConfig.Rule rule, Masking mask) {
        try {
            return Optional.of(new Mask.Ends(mask.keepFirst(), mask.keepLast(), mask.with().charAt(0), 0));
        } catch (IllegalArgumentException unfit) {
            problems.add(at(rule), unfit.getMessage());
            return Optional.empty();
        }
    }

    private boolean has(Key.Purpose purpose, DlpConfig.Rule rule) {
        boolean there = keys.newest(purpose).isPresent();
        if (!there) {
            problems.add(at(rule), "there is no key for this", "keys: FILE, with a line for " + purpose.name().toLowerCase(java.util.Locale.ROOT));
        }
        return there;
    }

    private static dev.postern.config.Position at(DlpConfig.Rule rule) {
        return rule.types().stream().map(Located::at).findFirst().orElseThrow();
    }

    private static Set<String> types(List<Rule> rules) {
        return rules.stream().flatMap(rule -> rule.types().stream()).collect(Collectors.toSet());
    }

    /** Finds the types of these rules and no others, from the lowest threshold of any. */
    private Scanner scanner(List<Rule> rules) {
        Map<String, Integer> thresholds = new HashMap<>();
        Set<String> wanted = new HashSet<>();
        rules.forEach(rule -> rule.types().forEach(type -> {
            wanted.add(type);
            thresholds.merge(type, rule.threshold(), Math::min);
        }));
        List<Finder> finders = sources.finders(wanted);
        return new Scanner(finders, new Thresholds(100, thresholds));
    }
}
