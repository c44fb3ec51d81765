package dev.postern.seclang;

import dev.postern.config.Located;
import dev.postern.config.Problem;
import dev.postern.config.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads rules and targets that are named outside rule files, in the words of SecLang. */
public final class Selections {

    private Selections() {}

    /** Ids and ranges: {@code 942100}, {@code 942190-942199}. Empty when it cannot be read, which is reported. */
    public static Optional<Selection> ids(Located<String> text, Problems problems) {
        return read(text, problems, own -> new SelectionReader(own).read(SelectionReader.By.ID, written(text.value())));
    }

    /** One target, without {@code !} and {@code &}: {@code ARGS:q}. Empty when it cannot be read, which is reported. */
    public static Optional<Target> target(Located<String> text, Problems problems) {
        return read(text, problems, own -> new TargetReader(own).readPlain(written(text.value())).filter(targets -> isOne(targets, own)).map(List::getFirst));
    }

    private static boolean isOne(List<Target> targets, Problems problems) {
        if (targets.size() != 1) {
            problems.add(targets.getFirst().at(), "one target is named here", "the next is one more of the list");
        }
        return targets.size() == 1;
    }

    /** What is wrong is shown where the text was written. */
    private static <T> Optional<T> read(Located<String> text, Problems problems, Function<Problems, Optional<T>> reader) {
        Problems own = new Problems();
        Optional<T> found = reader.apply(own);
        for (Problem problem : own.list()) {
            problems.add(text.at(), problem.message(), problem.hint());
        }
        return found;
    }

    private static Written written(String text) {
        Written.Builder out = new Written.Builder(new SourceText("", text.getBytes(StandardCharsets.ISO_8859_1)));
        for (int i = 0; i < text.length(); i++) {
            out.add(text.charAt(i), i);
        }
        return out.end(text.length());
    }
}
