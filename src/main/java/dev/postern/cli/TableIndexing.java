package dev.postern.cli;

import dev.postern.lexicon.ExactIndexer;
import dev.postern.lexicon.ExactKey;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes an index of a table while somebody waits. Blocks on the disk.
 *
 * @param csv     whose first line names the columns
 * @param waiting shows how much has been read
 */
record TableIndexing(Path csv, ProgressLine waiting) {

    /** @throws IOException with the name of what cannot be read or written */
    ExactIndexer.Made make(char separator, List<String> columns, ExactKey key, Path index) throws IOException {
        try (GivenFile in = GivenFile.open(csv, read -> waiting.show(read / 1_000_000 + " MB read"))) {
            return ExactIndexer.make(in, separator, columns, key, index);
        } catch (CharacterCodingException _) {
            throw new IOException(csv + " is not in UTF-8");
        } finally {
            waiting.wipe();
        }
    }
}
