package dev.postern.waf;

import dev.postern.config.Problems;
import dev.postern.operator.DataFiles;
import dev.postern.seclang.Rules;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Rules ready to run, as ModSecurity 2.9 understands them. Immutable but for the stored collections inside, which are bounded and safe for threads; shared by all event loops.
 *
 * <p>Nothing is looked up by name and nothing compiled once this exists: variables, chains of transformations, markers and TX names are numbers, and the patterns of all rules that look
 * at values in the same dress are searched for in one pass.
 */
public final class RuleSet {

    private final Map<Phase, PhaseRules> phases;
    private final Settings settings;
    private final Tables tables;
    private final InstantSource clock;
    private final CollectionStore store;
    private final List<byte[]> txNames;
    private final Familiar familiar;

    /** What transactions need to know of the rule set's numbers. */
    record Tables(RuleIndex index, TxNames names, int parts, StepTable steps, int pools, int tests, int glances) {}

    RuleSet(Map<Phase, PhaseRules> phases, Settings settings, Tables tables, InstantSource clock) {
        this(phases, settings, tables, clock, new CollectionStore());
    }

    private RuleSet(Map<Phase, PhaseRules> phases, Settings settings, Tables tables, InstantSource clock, CollectionStore store) {
        this.phases = new EnumMap<>(phases);
        this.settings = settings;
        this.tables = tables;
        this.clock = clock;
        this.store = store;
        this.txNames = tables.names().names();
        this.familiar = new Familiar(tables.pools() + tables.tests());
    }

    /**
     * Compiles what was read; data files that operators name are read from beside the rule file. Blocks on the disk: never call it on an event loop.
     *
     * @param problems takes what is wrong; the result is of use only when nothing is
     */
    public static RuleSet compile(Rules rules, InstantSource clock, Problems problems) {
        return compile(rules, clock, problems, file -> { });
    }

    /** @param asked is told of each data file before it is read, as an absolute path: when one changes, the rules have to be compiled anew */
    public static RuleSet compile(Rules rules, InstantSource clock, Problems problems, Consumer<Path> asked) {
        return new RuleSetCompiler(file -> DataFiles.beside(Path.of(file), asked), problems).compile(rules, clock);
    }

    /** These with what others have stored: what is counted and blocked outlives a change of the rules. */
    public RuleSet keeping(RuleSet before) {
        return new RuleSet(phases, settings, tables, clock, before.store);
    }

    /** How a route uses these rules. */
    public Profile profile(Tuning tuning, Problems problems) {
        LookupCompiler lookups = new LookupCompiler(new TemplateCompiler(tables.names(), problems), problems);
        return new ProfileCompiler(tables.index(), tables.names(), lookups, problems).compile(tuning, settings.engine().mode());
    }

    /** A transaction; {@code profile} must be one of this rule set's. */
    public Transaction begin(Profile profile, ConnectionFacts connection) {
        return new Transaction(this, profile, connection, clock.instant());
    }

    public Settings settings() {
        return settings;
    }

    /** How many rules there are, chains counted as one. */
    public int size() {
        return phases.values().stream().mapToInt(PhaseRules::size).sum();
    }

    PhaseRules rules(Phase phase) {
        return phases.get(phase);
    }

    Cells cells() {
        return new Cells(tables.steps(), tables.pools(), familiar);
    }

    TxStore txStore(Cells cells) {
        return new TxStore(tables.names(), txNames, cells);
    }

    int partCount() {
        return tables.parts();
    }

    int glanceCount() {
        return tables.glances();
    }

    CollectionStore store() {
        return store;
    }

    InstantSource clock() {
        return clock;
    }
}
