package dev.postern.audit;

import dev.postern.fuzz.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** A trail of any octets: a verdict in every case; whole only when each line carries the hash of the one before it. */
public final class TrailFuzz {

    private TrailFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        ChainCheck check = new ChainCheck(Anchor.Reading.ABSENT, Optional.empty());
        LineReader lines = new LineReader(new ByteArrayInputStream(data));
        while (check.going() && lines.next()) {
            check.line(lines);
        }
        Verification found = check.result();
        if (found.fault().isPresent()) {
            Text.holds(found.fault().get().line() >= 1, "fault at no line");
            return;
        }
        String before = "0".repeat(64);
        long number = 0;
        for (String line : Text.latin(data).split("\n")) {
            Text.holds(line.contains(before), "line " + number + " does not continue the one before");
            before = sha256(Text.octets(line));
            number++;
        }
        Text.same(number, found.lines(), "lines");
    }

    private static String sha256(byte[] octets) {
        try {
            return Text.hex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
