package dev.postern.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file beside a trail ({@code audit.jsonl.head}) that names its last line: number and hash. Without it, lines cut from the end leave a chain that looks whole. It is
 * one short write in place, of fixed length.
 */
final class Anchor {

    private static final Pattern FORM = Pattern.compile("(\\d{20}) ([0-9a-f]{64})\n");

    private Anchor() {}

    static Path of(Path trail) {
        return trail.resolveSibling(trail.getFileName() + ".head");
    }

    /** What it says; empty when there is none. Unreadable counts as {@link Reading#BROKEN}. */
    static Reading read(Path trail) {
        return in(of(trail));
    }

    /** The same form in another file: how far a collector has a trail. */
    static Reading in(Path file) {
        if (Files.notExists(file)) {
            return Reading.ABSENT;
        }
        try {
            if (Files.size(file) > 1024) {
                return Reading.BROKEN;
            }
            Matcher form = FORM.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            return form.matches() ? new Reading(State.READ, Optional.of(new Link(Long.parseLong(form.group(1)), form.group(2)))) : Reading.BROKEN;
        } catch (IOException | NumberFormatException unreadable) {
            return Reading.BROKEN;
        }
    }

    static void write(FileChannel file, Link head) throws IOException {
        ByteBuffer form = StandardCharsets.US_ASCII.encode(String.format(Locale.ROOT, "%020d %s\n", head.seq(), head.hash()));
        int at = 0;
        while (form.hasRemaining()) {
            at += file.write(form, at);
        }
    }

    enum State { READ, ABSENT, BROKEN }

    record Reading(State state, Optional<Link> link) {

        static final Reading ABSENT = new Reading(State.ABSENT, Optional.empty());
        static final Reading BROKEN = new Reading(State.BROKEN, Optional.empty());
    }
}
