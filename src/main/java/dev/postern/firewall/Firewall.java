package dev.postern.firewall;

import dev.postern.config.Located;
import dev.postern.config.PosternConfig;
import dev.postern.config.Problem;
import dev.postern.config.Problems;
import dev.postern.exchange.RequestFacts;
import dev.postern.inspect.Examination;
import dev.postern.inspect.Inspector;
import dev.postern.inspect.Party;
import dev.postern.inspect.Workers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The web application firewall as an inspector ({@code inspect: {waf: PROFILE}}): it shows the messages of an exchange to the rules of a profile, carries out what they decide, and tells the
 * record what they found.
 */
public final class Firewall implements Inspector {

    static final String NAME = "waf";

    private final RuleBooks books;
    private final Workers workers;
    private final Set<String> declared;
    private final Map<String, Ruling> rulings;

    /** @param declared the names of all profiles, of those that are wrong too */
    private Firewall(RuleBooks books, Workers workers, Set<String> declared, Map<String, Ruling> rulings) {
        this.books = books;
        this.workers = workers;
        this.declared = declared;
        this.rulings = Map.copyOf(rulings);
    }

    /** Without profiles yet. */
    public static Firewall empty(InstantSource clock) {
        return new Firewall(new RuleBooks(clock), new Workers(NAME), Set.of(), Map.of());
    }

    /** Rule files that have not changed are not read into rules again. Blocks on the disk. */
    @Override
    public Firewall next(PosternConfig config, Problems problems) {
        Set<String> declared = config.waf().stream().map(profile -> profile.name().value()).collect(Collectors.toCollection(TreeSet::new));
        return new Firewall(books, workers, declared, books.rulings(config.waf(), problems));
    }

    @Override
    public List<Problem> doubts() {
        return rulings.values().stream().flatMap(ruling -> ruling.doubts().stream()).toList();
    }

    @Override
    public Set<Path> files() {
        return books.files();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(Located<String> profile, Problems problems) {
        if (!declared.contains(profile.value())) {
            problems.add(profile.at(), "there is no firewall profile '" + profile + "'",
                    declared.isEmpty() ? "declare it: waf: [{name: " + profile + "}]" : "there are: " + String.join(", ", declared));
        }
    }

    /**
     * Puts one request to a profile, as the gateway would. Blocks while rules run.
     *
     * @param raw a request of HTTP/1.1 as it would be sent
     * @throws IllegalArgumentException when there is no such profile, or it is no request
     */
    public Trial explain(String profile, byte[] raw) {
        if (!rulings.containsKey(profile)) {
            throw new IllegalArgumentException("there is no firewall profile '" + profile + "'; there are: " + String.join(", ", declared));
        }
        return Trial.of(rulings.get(profile), raw, workers);
    }

    @Override
    public Examination examine(RequestFacts facts, Party party, String profile) {
        return new FirewallExamination(rulings.get(profile), facts, workers);
    }
}
