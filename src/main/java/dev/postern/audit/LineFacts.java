package dev.postern.audit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a verifier needs to know of a line.
 *
 * @param seq    its number
 * @param prev   the hash it gives for the line before
 * @param time   when it was written, or when its exchange began
 * @param record {@code chain.begun}, {@code chain.resumed}, {@code chain.closed}, {@code chain.pruned}, {@code sink.skipped}, {@code exchanges.counted}; empty for an exchange
 * @param anchor what a resumed trail says about its anchor; empty otherwise
 * @param lost   events declared lost before this line
 * @param torn   whether it declares an unfinished line
 * @param pruned the last of the lines that it declares removed
 */
record LineFacts(long seq, String prev, Instant time, String record, String anchor, long lost, boolean torn, Optional<Link> pruned) {

    private static final Set<String> RECORDS = Set.of("chain.begun", "chain.resumed", "chain.closed", "chain.pruned", "sink.skipped", "exchanges.counted");

    /** What the line is, in a word of ours whatever the file says. */
    String kind() {
        return record.isEmpty() ? "exchange" : RECORDS.contains(record) ? record : "unknown";
    }

    /** @throws IOException when the line is not one JSON object with what every line has */
    static LineFacts parse(byte[] line, int length) throws IOException {
        try (JsonParser json = AsciiJson.FACTORY.createParser(line, 0, length)) {
            return new Reader(json).line();
        }
    }

    private static final class Reader {

        private final JsonParser json;
        private long seq = -1;
        private String prev = "";
        private String record = "";
        private String anchor = "";
        private long lost;
        private boolean torn;
        private long time;
        private long through;
        private String hash = "";

        Reader(JsonParser json) {
            this.json = json;
        }

        LineFacts line() throws IOException {
            expect(json.nextToken() == JsonToken.START_OBJECT, "not an object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                top(name);
            }
            expect(json.nextToken() == null, "more than an object");
            expect(seq > 0 && prev.length() == 64, "without seq or prev");
            expect(!record.equals("chain.pruned") || through > 0 && hash.length() == 64, "a removal that says nothing");
            Optional<Link> pruned = record.equals("chain.pruned") ? Optional.of(link()) : Optional.empty();
            return new LineFacts(seq, prev, Instant.ofEpochMilli(time), record, anchor, lost, torn, pruned);
        }

        private Link link() throws IOException {
            try {
                return new Link(through, hash);
            } catch (IllegalArgumentException foreign) {
                throw new IOException(foreign);
            }
        }

        private void top(String name) throws IOException {
            switch (name) {
                case "seq" -> seq = number();
                case "time" -> time = number();
                case "prev" -> prev = string();
                case "postern" -> postern();
                default -> json.skipChildren();
            }
        }

        private void postern() throws IOException {
            expect(json.currentToken() == JsonToken.START_OBJECT, "postern is not an object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "record" -> record = string();
                    case "anchor" -> anchor = string();
                    case "lost" -> lost = number();
                    case "through" -> through = number();
                    case "hash" -> hash = string();
                    case "torn" -> {
                        torn = true;
                        json.skipChildren();
                    }
                    default -> json.skipChildren();
                }
            }
        }

        private long number() throws IOException {
            expect(json.currentToken() == JsonToken.VALUE_NUMBER_INT, "a number is missing");
            return json.getLongValue();
        }

        private String string() throws IOException {
            expect(json.currentToken() == JsonToken.VALUE_STRING, "a text is missing");
            return json.getText();
        }

        private static void expect(boolean holds, String otherwise) throws IOException {
            if (!holds) {
                throw new IOException(otherwise);
            }
        }
    }
}
