package dev.postern.waf;

import java.util.Locale;

/** What rules have matched, and the rule at hand. */
final class MatchVariables {

    private MatchVariables() {}

    static void last(Supply self, Transaction from, Rows into) {
        from.matched().last().ifPresent(entry -> into.add(self, entry.value()));
    }

    static void lastName(Supply self, Transaction from, Rows into) {
        from.matched().last().ifPresent(entry -> into.add(self, from.cells().of(entry.name())));
    }

    static void all(Supply self, Transaction from, Rows into) {
        from.matched().entries().forEach(entry -> into.add(new Row(self, entry.name(), entry.value(), Row.Use.QUOTED)));
    }

    static void allNames(Supply self, Transaction from, Rows into) {
        from.matched().entries().forEach(entry -> into.add(self, entry.name(), from.cells().of(entry.name())));
    }

    static byte[] highestSeverity(Transaction from) {
        Severity highest = from.report().highest();
        return Ascii.number(highest == Severity.NONE ? 255 : highest.ordinal());
    }

    static void rule(Supply self, Transaction from, Rows into) {
        from.run().current().map(CompiledRule::meta).ifPresent(meta -> {
            add("id", Long.toString(meta.id()), self, from, into);
            add("rev", meta.revision(), self, from, into);
            add("severity", meta.severity() == Severity.NONE ? "" : Integer.toString(meta.severity().ordinal()), self, from, into);
            add("logdata", meta.data().constant().map(Ascii::text).orElse(""), self, from, into);
            add("msg", meta.message().constant().map(Ascii::text).orElse(""), self, from, into);
        });
    }

    private static void add(String name, String value, Supply self, Transaction from, Rows into) {
        into.add(self, Ascii.bytes(name.toLowerCase(Locale.ROOT)), from.cells().of(Ascii.bytes(value)));
    }
}
