package dev.postern.seclang;

import dev.postern.config.Position;
import dev.postern.config.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads rule files in SecLang, ModSecurity's language, and what they include, as Apache and ModSecurity 2.9 read them. Everything that is wrong is reported at once, with its place: syntax,
 * names that are unknown or not supported, ids given twice, chains that stop short, {@code skipAfter} that leads nowhere. Names of operators and transformations, patterns and data
 * files are for the engine to judge.
 *
 * <p>Files are octets; each stands as a character U+0000 to U+00FF in what is returned. Bounds: {@value RuleSource#MAX_FILE_BYTES} octets a file, {@value RuleSource#MAX_ALL_BYTES} octets and
 * {@value RuleSource#MAX_FILES} files in all, includes {@value RuleSource#MAX_DEPTH} deep, {@value Lines#MAX_LENGTH} octets a directive, {@value RuleCollector#MAX_RULES} rules;
 * {@value RuleSource#MAX_PROBLEMS} problems, then it stops. Time is linear in the octets. Blocks on the disk: never call it on an event loop.
 */
public final class RuleFiles {

    private RuleFiles() {}

    /**
     * @param prelude  what is read first; not a file, and right
     * @param files    in the order in which they are to be read; shown in problems as given
     * @param problems where everything that is wrong is put; what is returned is whole only when nothing is added
     * @param asked    is told of each of {@link Rules#files}, before it is looked at
     */
    public static Rules read(byte[] prelude, List<Path> files, Problems problems, Consumer<Path> asked) {
        RuleSource source = new RuleSource(problems, asked);
        source.text(new SourceText("prelude", prelude));
        files.forEach(file -> source.file(file, new Position(file.toString(), 1, 1)));
        return source.end();
    }

    /** Files alone. */
    public static Rules read(List<Path> files, Problems problems) {
        return read(new byte[0], files, problems, asked -> { });
    }
}
