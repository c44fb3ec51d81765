package dev.postern.dlp;

import dev.postern.config.Located;
import dev.postern.config.PosternConfig;
import dev.postern.config.Problems;
import dev.postern.exchange.RequestFacts;
import dev.postern.inspect.Examination;
import dev.postern.inspect.Inspector;
import dev.postern.inspect.Party;
import dev.postern.inspect.Workers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Data-loss prevention as an inspector ({@code inspect: {dlp: PROFILE}}): finds sensitive data in messages of both directions, and reports, masks, tokenises, encrypts or refuses what a
 * profile's rules say.
 */
public final class LossPrevention implements Inspector {

    static final String NAME = "dlp";

    private final Profiles compiled;
    private final Workers workers;
    private final Set<String> declared;
    private final Map<String, Profile> profiles;

    /** @param declared the names of all profiles, of those that are wrong too */
    private LossPrevention(Profiles compiled, Workers workers, Set<String> declared, Map<String, Profile> profiles) {
        this.compiled = compiled;
        this.workers = workers;
        this.declared = declared;
        this.profiles = Map.copyOf(profiles);
    }

    /** Without profiles yet. */
    public static LossPrevention empty() {
        return new LossPrevention(new Profiles(), new Workers(NAME), Set.of(), Map.of());
    }

    /** Profiles that have not changed, and whose files have not, are not compiled again. Blocks on the disk. */
    @Override
    public LossPrevention next(PosternConfig config, Problems problems) {
        Set<String> names = config.dlp().stream().map(profile -> profile.name().value()).collect(Collectors.toCollection(TreeSet::new));
        return new LossPrevention(compiled, workers, names, compiled.of(config.dlp(), problems));
    }

    @Override
    public Set<Path> files() {
        return compiled.files();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(Located<String> profile, Problems problems) {
        if (!declared.contains(profile.value())) {
            problems.add(profile.at(), "there is no profile of data-loss prevention '" + profile + "'",
                    declared.isEmpty() ? "declare it: dlp: [{name: " + profile + "}]" : "there are: " + String.join(", ", declared));
        }
    }

    Profile profile(String name) {
        return profiles.get(name);
    }

    @Override
    public Examination examine(RequestFacts facts, Party party, String profile) {
        return new LossExamination(profiles.get(profile), party, workers);
    }
}
