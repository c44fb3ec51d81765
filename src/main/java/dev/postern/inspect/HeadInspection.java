package dev.postern.inspect;

import dev.postern.inspect.InspectionPlan.Settings;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Shows the head of one message to the inspectors, one after the other, and keeps those that want the body. */
final class HeadInspection {

    private Message message;
    private final Examinations examinations;
    private final Chain.Terms terms;
    private final Verdicts verdicts;
    private final List<Stage> wanting = new ArrayList<>();
    private final Map<String, List<String>> amended = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    HeadInspection(Message message, Examinations examinations, Settings settings) {
        this.message = message;
        this.examinations = examinations;
        this.terms = new Chain.Terms(message.direction(), settings.verdictWithin());
        this.verdicts = new Verdicts(terms);
    }

    Future<InspectedHead> run() {
        Future<Void> done = Future.succeededFuture();
        for (int i = 0; i < examinations.size(); i++) {
            int step = i;
            done = done.compose(ok -> ask(step));
        }
        return done.map(ok -> passed()).onFailure(refused -> wanting.forEach(Stage::close));
    }

    private InspectedHead passed() {
        return wanting.isEmpty() ? new InspectedHead.Clear(amended) : new InspectedHead.Watched(wanting, terms, amended);
    }

    private Future<Void> ask(int step) {
        String name = examinations.name(step);
        Optional<Inspection> found;
        try {
            found = examinations.of(step, message.facts()).inspect(message);
        } catch (Throwable broken) {
            return Future.failedFuture(terms.failed(name, broken));
        }
        return found.isEmpty() ? Future.succeededFuture() : ask(name, found.get());
    }

    private Future<Void> ask(String name, Inspection inspection) {
        return verdicts.of(name, inspection::head)
                .compose(verdict -> judge(name, inspection, verdict))
                .onFailure(refused -> Stage.close(name, inspection));
    }

    private Future<Void> judge(String name, Inspection inspection, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Deny deny -> Future.failedFuture(deny.denial().asException());
            case Verdict.Replace replace -> Future.failedFuture(terms.uninspected(name + " wants to replace a head"));
            case Verdict.Amend amend -> amend(new Stage(name, inspection, Verdict.RELEASE), amend);
            case Verdict.Release release -> keep(new Stage(name, inspection, verdict));
            case Verdict.Hold hold -> keep(new Stage(name, inspection, verdict));
        };
    }

    /** Who looks later sees it so. */
    private Future<Void> amend(Stage stage, Verdict.Amend amend) {
        amended.putAll(amend.headers());
        message = message.amended(amend.headers());
        return keep(stage);
    }

    private Future<Void> keep(Stage stage) {
        if (stage.wantsBody()) {
            wanting.add(stage);
        } else {
            stage.close();
        }
        return Future.succeededFuture();
    }
}
