package dev.postern.waf;

import dev.postern.config.Position;
import dev.postern.config.Problems;
import dev.postern.seclang.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles text with {@code %{NAME}}, {@code %{COLLECTION.key}} in it. What is no reference is text. */
final class TemplateCompiler {

    private final TxNames names;
    private final Problems problems;

    TemplateCompiler(TxNames names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    Template compile(String text, Position at) {
        List<Template.Piece> pieces = new ArrayList<>();
        int done = 0;
        int open = text.indexOf("%{");
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            literal(text.substring(done, open), pieces);
            pieces.add(reference(text.substring(open + 2, close), at));
            done = close + 1;
            open = text.indexOf("%{", done);
        }
        literal(text.substring(done), pieces);
        return new Template(pieces);
    }

    private static void literal(String text, List<Template.Piece> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Template.Literal(Ascii.bytes(text)));
        }
    }

    private Template.Piece reference(String text, Position at) {
        int dot = text.indexOf('.') >= 0 ? text.indexOf('.') : text.indexOf(':');
        String name = dot < 0 ? text : text.substring(0, dot);
        Optional<Supply> supply = Variable.named(name.strip()).flatMap(Supplies::of);
        if (supply.isEmpty()) {
            problems.add(at, "there is no variable '" + name + "' for %{" + text + '}', "names are those of SecRule's variables");
            return new Template.Literal(Ascii.NONE);
        }
        return new Template.Reference(new Lookup(supply.get(), dot < 0 ? Keys.ALL : named(supply.get(), text.substring(dot + 1)), Lookup.Role.LOOK));
    }

    Keys.Named named(Supply supply, String key) {
        return new Keys.Named(Ascii.bytes(key), supply.variable() == Variable.TX ? names.slot(key) : -1);
    }
}
