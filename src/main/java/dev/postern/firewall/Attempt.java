package dev.postern.firewall;

import dev.postern.config.WafConfig.Body;
import dev.postern.inspect.Inspection;
import dev.postern.inspect.Verdict;
import dev.postern.inspect.Workers;
import dev.postern.waf.Interruption;
import dev.postern.waf.RuleMatch;
import dev.postern.waf.Transaction;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One request put to a profile the way the gateway does it, by the same code: the body's limit, what becomes of a longer one, its content codings. Blocks while rules run.
 *
 * @param matches      of all rules that report, in order
 * @param interruption by which rule it is refused
 * @param refusal      why it is refused, by a rule or without one
 * @param notes        what else is to be known of how it was inspected
 */
record Attempt(List<RuleMatch> matches, Optional<Interruption> interruption, Optional<String> refusal, List<String> notes) {

    static Attempt of(Ruling ruling, RawRequest request, Workers workers) {
        FirewallExamination examination = new FirewallExamination(ruling, request.message().facts(), workers);
        Inspection inspection = examination.inspect(request.message()).orElseThrow();
        Verdict verdict = await(inspection.head());
        boolean read = inspection.interest() == Inspection.Interest.READ;
        if (read && !(verdict instanceof Verdict.Deny)) {
            verdict = await(inspection.body(Buffer.buffer(request.body())));
            verdict = verdict instanceof Verdict.Deny ? verdict : await(inspection.end());
        }
        List<String> notes = notes(ruling, request, read);
        examination.close().stream().filter(finding -> finding.rule().equals("uninspected")).forEach(finding -> notes.add(finding.what()));
        Transaction transaction = examination.transaction();
        Optional<Interruption> interruption = verdict instanceof Verdict.Deny ? transaction.interruption() : Optional.empty();
        Optional<String> refusal = verdict instanceof Verdict.Deny deny ? Optional.of(interruption.map(stop -> "by rule " + stop.ruleId()).orElse(deny.denial().detail())) : Optional.empty();
        return new Attempt(transaction.matches(), interruption, refusal, notes);
    }

    private static List<String> notes(Ruling ruling, RawRequest request, boolean read) {
        List<String> notes = new ArrayList<>();
        if (!ruling.mayRefuse()) {
            notes.add("the profile has mode: report, which refuses nothing");
        } else if (!ruling.enforces()) {
            notes.add("the profile has no mode, and its rule files refuse nothing (SecRuleEngine)");
        }
        if (request.body().length > 0 && ruling.config().requestBody().inspect() == Body.Inspect.OFF) {
            notes.add("the body is not looked into: the profile has request-body: {inspect: off}");
        }
        if (read && !request.coding().isEmpty()) {
            notes.add("the body is decoded before rules see it: " + request.coding());
        }
        return notes;
    }

    private static Verdict await(Future<Verdict> verdict) {
        return verdict.toCompletionStage().toCompletableFuture().join();
    }
}
