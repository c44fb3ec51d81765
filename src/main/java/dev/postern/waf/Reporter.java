package dev.postern.waf;

/** Writes down what a rule reports about its match. */
final class Reporter {

    private final Transaction transaction;

    Reporter(Transaction transaction) {
        this.transaction = transaction;
    }

    void report(CompiledRule rule) {
        if (rule.logging() != Logging.SILENT) {
            Matched.Entry last = transaction.matched().last().orElseThrow();
            Meta meta = rule.meta();
            transaction.report().add(new RuleMatch(meta.id(), transaction.run().phase(), meta.place(), text(meta.message()),
                    Report.cut(meta.message().masked(transaction)), text(meta.data()),
                    Report.cut(last.name()), Report.value(last.value().bytes()), meta.severity(), meta.tags()));
        }
    }

    private String text(Template template) {
        return Report.cut(template.expand(transaction, Report.MOST_TEXT));
    }
}
