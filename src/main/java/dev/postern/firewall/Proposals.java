package dev.postern.firewall;

import dev.postern.config.Located;
import dev.postern.config.Position;
import dev.postern.config.WafConfig;
import dev.postern.waf.Interruption;
import dev.postern.waf.RuleMatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The exclusions that would let a refused request pass. They are tried: the profile is compiled with them and the request put to it again, until it passes, as a rule that refuses keeps
 * later ones from running. Then each is left out in turn, and stays out when it passes all the same.
 */
final class Proposals {

    /** How often the request is put to a profile with what was found the time before. */
    private static final int ROUNDS = 16;
    /** More are not tried without one another. */
    private static final int MOST = 64;

    private final Ruling ruling;
    private final Function<Ruling, Attempt> again;
    private final Set<Candidate> chosen = new LinkedHashSet<>();
    private final Set<String> unusable = new LinkedHashSet<>();

    private Proposals(Ruling ruling, Function<Ruling, Attempt> again) {
        this.ruling = ruling;
        this.again = again;
    }

    /**
     * @param exclusions as they are written in a profile; with all of them the request has passed. Empty when there are none that would do
     * @param unusable   in sentences, what cannot be excluded in words of a profile
     */
    record Found(List<String> exclusions, List<String> unusable) {}

    /** One rule at one place. @param target empty for the whole rule */
    private record Candidate(long rule, String target, int score) {

        WafConfig.Exclusion exclusion(Position at) {
            return new WafConfig.Exclusion(List.of(new Located<>(Long.toString(rule), at)), List.of(), target.isEmpty() ? List.of() : List.of(new Located<>(target, at)));
        }
    }

    static Found of(Ruling ruling, Attempt refused, Function<Ruling, Attempt> again) {
        return new Proposals(ruling, again).find(refused);
    }

    private Found find(Attempt refused) {
        Attempt attempt = refused;
        for (int round = 0; round < ROUNDS && attempt.refusal().isPresent() && addFrom(attempt); round++) {
            attempt = tried(chosen);
        }
        if (attempt.refusal().isPresent()) {
            return new Found(List.of(), List.copyOf(unusable));
        }
        leaveOutTheNeedless();
        Map<Long, Set<String>> targets = new LinkedHashMap<>();
        chosen.forEach(each -> targets.computeIfAbsent(each.rule(), id -> new LinkedHashSet<>()).add(each.target()));
        return new Found(targets.entrySet().stream().map(entry -> Exclusions.line(Long.toString(entry.getKey()), entry.getValue())).toList(), List.copyOf(unusable));
    }

    /** Whether there is one that was not there before. A rule that refuses without a word is excluded as a whole, where nothing else is left: it may be the one that sums up. */
    private boolean addFrom(Attempt attempt) {
        long refusing = attempt.interruption().map(Interruption::ruleId).orElse(0L);
        List<Candidate> fresh = new ArrayList<>();
        for (RuleMatch match : attempt.matches()) {
            boolean counts = Findings.score(match.severity()) > 0 || match.ruleId() == refusing;
            if (counts && !match.variable().isEmpty() && !match.variable().startsWith("TX")) {
                candidate(match).ifPresent(fresh::add);
            }
        }
        boolean silent = attempt.matches().stream().noneMatch(match -> match.ruleId() == refusing);
        return chosen.addAll(fresh) || refusing > 0 && silent && chosen.add(new Candidate(refusing, "", 0));
    }

    private Optional<Candidate> candidate(RuleMatch match) {
        if (match.ruleId() == 0) {
            unusable.add("the rule at " + match.place() + " has no id, by which alone it could be excluded");
            return Optional.empty();
        }
        if (!Exclusions.isTarget(match.variable())) {
            unusable.add("rule " + match.ruleId() + " matched at a name that cannot be written as a target: " + Exclusions.visible(match.variable()));
            return Optional.empty();
        }
        return Optional.of(new Candidate(match.ruleId(), match.variable(), Findings.score(match.severity())));
    }

    private void leaveOutTheNeedless() {
        if (chosen.size() > MOST) {
            return;
        }
        for (Candidate each : chosen.stream().sorted(Comparator.comparingInt(Candidate::score)).toList()) {
            Set<Candidate> others = new LinkedHashSet<>(chosen);
            others.remove(each);
            if (tried(others).refusal().isEmpty()) {
                chosen.remove(each);
            }
        }
    }

    private Attempt tried(Set<Candidate> exclusions) {
        Position at = ruling.config().name().at();
        return again.apply(ruling.excluding(exclusions.stream().map(each -> each.exclusion(at)).toList()));
    }
}
