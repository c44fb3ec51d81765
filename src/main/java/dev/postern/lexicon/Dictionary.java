package dev.postern.lexicon;

import dev.postern.automaton.Phrases;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import dev.postern.detect.Finder;
import dev.postern.detect.Hit;
import dev.postern.detect.InfoType;
import dev.postern.detect.Window;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds phrases of a list, as whole words, without regard to the case of ASCII letters. A letter or digit of any script bounds a word, but for scripts that write no spaces between words. One
 * pass, whatever the list. Immutable, for any thread.
 *
 * <p>Bounds: a file of {@value #MOST_BYTES} octets, {@value #MOST_PHRASES} phrases of {@value #LONGEST} octets; {@link Phrases} bounds their table.
 */
public final class Dictionary implements Finder {

    static final int MOST_BYTES = 8 << 20;
    static final int MOST_PHRASES = 200_000;
    static final int LONGEST = 256;

    private final InfoType type;
    private final int confidence;
    private final Phrases phrases;

    private Dictionary(InfoType type, int confidence, Phrases phrases) {
        this.type = type;
        this.confidence = confidence;
        this.phrases = phrases;
    }

    /**
     * @param confidence of each hit, 1 to 100
     * @throws IllegalArgumentException if a phrase is empty or too long, or they are too many
     */
    public static Dictionary of(InfoType type, int confidence, Collection<String> phrases) {
        List<byte[]> octets = new ArrayList<>();
        for (String phrase : phrases) {
            byte[] utf8 = phrase.getBytes(StandardCharsets.UTF_8);
            if (utf8.length == 0 || utf8.length > LONGEST) {
                throw new IllegalArgumentException("a phrase has 1 to " + LONGEST + " octets, not " + utf8.length);
            }
            octets.add(utf8);
        }
        if (octets.size() > MOST_PHRASES) {
            throw new IllegalArgumentException("there are more than " + MOST_PHRASES + " phrases");
        }
        return new Dictionary(type, confidence, Phrases.of(octets));
    }

    /**
     * Reads a phrase from each line of a file in UTF-8; white space around it and empty lines are left out. Blocks on the disk.
     *
     * @return empty if there are problems, which are then among those given
     */
    public static Optional<Dictionary> read(InfoType type, int confidence, Path file, Problems problems) {
        int before = problems.count();
        Set<String> phrases = new LinkedHashSet<>();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MOST_BYTES + 1);
            if (octets.length > MOST_BYTES) {
                problems.add(new Position(file.toString(), 1, 1), "the file has more than " + MOST_BYTES + " bytes");
                return Optional.empty();
            }
            String[] lines = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString().split("\r?\n");
            for (int line = 0; line < lines.length; line++) {
                String phrase = (line == 0 ? lines[0].replace("\ufeff", "") : lines[line]).strip();
                if (phrase.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
                    problems.add(new Position(file.toString(), line + 1, 1), "a phrase of more than " + LONGEST + " bytes");
                } else if (!phrase.isEmpty()) {
                    phrases.add(phrase);
                }
            }
            if (phrases.isEmpty()) {
                problems.add(new Position(file.toString(), 1, 1), "there is no phrase in this file");
            }
            return problems.count() > before ? Optional.empty() : Optional.of(of(type, confidence, phrases));
        } catch (CharacterCodingException malformed) {
            problems.add(new Position(file.toString(), 1, 1), "the file is no UTF-8");
        } catch (IOException unreadable) {
            problems.add(new Position(file.toString(), 1, 1), "the file cannot be read: " + unreadable.getMessage());
        } catch (IllegalArgumentException tooMany) {
            problems.add(new Position(file.toString(), 1, 1), tooMany.getMessage());
        }
        return Optional.empty();
    }

    public int size() {
        return phrases.size();
    }

    @Override
    public void find(Window window, Consumer<Hit> into) {
        byte[] text = window.text();
        int length = window.length();
        phrases.each(text, window.from(), Math.min(length, window.to() + LONGEST), (phrase, start, end) -> {
            if (start < window.to() && Words.bounded(text, length, start, end)) {
                into.accept(new Hit(type, start, end, confidence));
            }
        });
    }
}
