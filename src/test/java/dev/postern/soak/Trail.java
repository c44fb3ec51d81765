package dev.postern.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The gateway's record beside the driver's ledger: every exchange whose client saw an answer is there once, with that status; no exchange is there twice, none that was never begun. */
final class Trail {

    private static final Pattern EXCHANGE = Pattern.compile("\"user_agent\":\"soak (\\d+)\".*?\"http_response\":\\{\"code\":(\\d+)");
    private static final int EXAMPLES = 10;

    private final Ledger ledger;
    private final byte[] seen;
    private final Map<String, Long> faults = new TreeMap<>();
    private long events;

    private Trail(Ledger ledger) {
        this.ledger = ledger;
        this.seen = new byte[ledger.asked()];
    }

    /** @param unanswered events of exchanges whose clients saw no status */
    record Agreement(long events, long unanswered, Map<String, Long> faults) {}

    static Agreement compare(Path dir, Ledger ledger) throws IOException {
        Trail trail = new Trail(ledger);
        List<Path> files;
        try (var all = Files.list(dir)) {
            files = all.filter(file -> file.getFileName().toString().matches("audit\\.jsonl(\\.\\d+(\\.gz)?)?")).toList();
        }
        for (Path file : files) {
            trail.read(file);
        }
        return trail.agreement();
    }

    private void read(Path file) throws IOException {
        try (InputStream octets = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(octets, 1 << 16) : octets;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.US_ASCII), 1 << 16)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("\"http_request\":")) {
                    event(line);
                }
            }
        }
    }

    private void event(String line) {
        events++;
        Matcher found = EXCHANGE.matcher(line);
        if (!found.find() || Integer.parseInt(found.group(1)) >= seen.length) {
            fault("an event of no exchange of ours: " + line);
            return;
        }
        int number = Integer.parseInt(found.group(1));
        int status = Integer.parseInt(found.group(2));
        if (seen[number] != 0) {
            fault("exchange " + number + " is recorded twice");
        } else if (ledger.status(number) != Ledger.NOTHING && ledger.status(number) != status) {
            fault("exchange " + number + " was answered " + ledger.status(number) + " and is recorded with " + status);
        }
        seen[number] = 1;
    }

    private Agreement agreement() {
        long unanswered = 0;
        for (int number = 0; number < seen.length; number++) {
            if (ledger.status(number) == Ledger.NOTHING) {
                unanswered += seen[number];
            } else if (seen[number] == 0) {
                fault("exchange " + number + ", answered " + ledger.status(number) + ", is not recorded");
            }
        }
        return new Agreement(events, unanswered, faults);
    }

    private void fault(String what) {
        if (faults.size() < EXAMPLES) {
            faults.put(what, 1L);
        } else {
            faults.merge("further", 1L, Long::sum);
        }
    }
}
