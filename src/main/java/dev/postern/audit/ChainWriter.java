package dev.postern.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.postern.audit.Entry.Resumption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Renders entries as lines, each with the number and the hash of the one before it: {@code {"seq":2,"prev":"9f…", …}}. One thread.
 */
final class ChainWriter {

    /** No line is longer, whatever is recorded; a reader need not hold more. */
    static final int MAX_LINE_BYTES = 131_072;

    private final TrailSettings settings;
    private Link head;

    ChainWriter(Link head, TrailSettings settings) {
        this.head = head;
        this.settings = settings;
    }

    Link head() {
        return head;
    }

    /**
     * Appends the line of {@code entry}, line feed included, to {@code out}, and moves the head on.
     *
     * @param lost events lost since the last line; written when there are any
     */
    void append(Entry entry, long lost, ByteArrayOutputStream out) {
        byte[] line = line(entry, lost);
        head = Link.of(head.seq() + 1, line, line.length);
        out.writeBytes(line);
        out.write('\n');
    }

    private byte[] line(Entry entry, long lost) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = AsciiJson.FACTORY.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("seq", head.seq() + 1);
            json.writeStringField("prev", head.hash());
            fields(entry, json);
            if (lost > 0) {
                json.writeNumberField("lost", lost);
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return line.toByteArray();
    }

    /** Leaves the {@code postern} object open. */
    private void fields(Entry entry, JsonGenerator json) throws IOException {
        switch (entry) {
            case Entry.Exchange exchange -> EventJson.write(exchange.event(), settings.version(), json);
            case Entry.Begun begun -> about("chain.begun", 3, json);
            case Entry.Closed closed -> about("chain.closed", 4, json);
            case Entry.Resumed resumed -> {
                about("chain.resumed", 3, json);
                resumption(resumed.resumption(), json);
            }
        }
    }

    /** OCSF class 6002, Application Lifecycle: 3 is start, 4 is stop. */
    private void about(String record, int activity, JsonGenerator json) throws IOException {
        json.writeNumberField("category_uid", 6);
        json.writeNumberField("class_uid", 6002);
        json.writeNumberField("activity_id", activity);
        json.writeNumberField("type_uid", 600200 + activity);
        json.writeNumberField("time", settings.clock().instant().toEpochMilli());
        json.writeNumberField("severity_id", 1);
        EventJson.product(json, "app", settings.version());
        json.writeObjectFieldStart("metadata");
        json.writeStringField("version", "1.7.0");
        EventJson.product(json, "product", settings.version());
        json.writeEndObject();
        json.writeObjectFieldStart("postern");
        json.writeStringField("record", record);
    }

    private static void resumption(Resumption found, JsonGenerator json) throws IOException {
        json.writeStringField("after", found.ending().name().toLowerCase(Locale.ROOT));
        json.writeStringField("anchor", found.anchor().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("missing", found.missing());
        if (found.torn().isPresent()) {
            json.writeObjectFieldStart("torn");
            json.writeNumberField("bytes", found.torn().get().bytes());
            json.writeStringField("sha256", found.torn().get().sha256());
            json.writeStringField("file", found.torn().get().file());
            json.writeEndObject();
        }
    }
}
