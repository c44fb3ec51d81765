package dev.postern.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.postern.audit.Entry.Resumption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Renders entries as lines, each with the number and the hash of the one before it: {@code {"seq":2,"prev":"9f…", …}}. One thread.
 */
final class ChainWriter {

    /** No line is longer, whatever is recorded; a reader need not hold more. */
    static final int MAX_LINE_BYTES = 196_608;
    private static final int COUNTED = 128;

    private final TrailSettings settings;
    private final LineBuffer line = new LineBuffer();
    private JsonGenerator json = AsciiJson.writing(line);
    private Link head;

    ChainWriter(Link head, TrailSettings settings) {
        this.head = head;
        this.settings = settings;
    }

    /** Used again for every line, as the generator that writes to it is. */
    private static final class LineBuffer extends ByteArrayOutputStream {

        LineBuffer() {
            super(4096);
        }

        byte[] octets() {
            return buf;
        }
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
        line.reset();
        write(entry, lost);
        head = Link.of(head.seq() + 1, line.octets(), line.size());
        out.write(line.octets(), 0, line.size());
        out.write('\n');
    }

    private void write(Entry entry, long lost) {
        boolean whole = false;
        try {
            json.writeStartObject();
            json.writeNumberField("seq", head.seq() + 1);
            json.writeStringField("prev", head.hash());
            fields(entry);
            if (lost > 0) {
                json.writeNumberField("lost", lost);
            }
            json.writeEndObject();
            json.writeEndObject();
            json.flush();
            whole = true;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            json = whole ? json : AsciiJson.writing(line); // the old one stands in the middle of a line
        }
    }

    /** Leaves the {@code postern} object open. */
    private void fields(Entry entry) throws IOException {
        switch (entry) {
            case Entry.Exchange exchange -> EventJson.write(exchange.event(), settings.version(), json);
            case Entry.Counted counted -> {
                about("exchanges.counted", 99);
                counted(counted.crowd());
            }
            case Entry.Begun begun -> about("chain.begun", 3);
            case Entry.Closed closed -> about("chain.closed", 4);
            case Entry.Pruned pruned -> {
                about("chain.pruned", 99);
                json.writeNumberField("through", pruned.through().seq());
                json.writeStringField("hash", pruned.through().hash());
            }
            case Entry.Skipped skipped -> {
                about("sink.skipped", 99);
                json.writeStringField("sink", skipped.sink());
                json.writeNumberField("from", skipped.from());
                json.writeNumberField("through", skipped.through());
            }
            case Entry.Resumed resumed -> {
                about("chain.resumed", 3);
                resumption(resumed.resumption());
            }
        }
    }

    /** OCSF class 6002, Application Lifecycle: 3 is start, 4 is stop, 99 something else. */
    private void about(String record, int activity) throws IOException {
        json.writeNumberField("category_uid", 6);
        json.writeNumberField("class_uid", 6002);
        json.writeNumberField("activity_id", activity);
        json.writeNumberField("type_uid", 600200 + activity);
        json.writeNumberField("time", settings.clock().instant().toEpochMilli());
        json.writeNumberField("severity_id", 1);
        EventJson.product(json, Field.APP, settings.version());
        json.writeObjectFieldStart("metadata");
        json.writeStringField("version", "1.7.0");
        EventJson.product(json, Field.PRODUCT, settings.version());
        json.writeEndObject();
        json.writeObjectFieldStart("postern");
        json.writeStringField("record", record);
    }

    private void counted(Crowd crowd) throws IOException {
        json.writeNumberField("exchanges", crowd.exchanges());
        json.writeNumberField("since", crowd.since().toEpochMilli());
        json.writeNumberField("until", crowd.until().toEpochMilli());
        counts("reasons", crowd.reasons());
        counts("addresses", crowd.addresses().told());
        json.writeNumberField("elsewhere", crowd.addresses().rest());
        counts("principals", crowd.principals().told());
        json.writeNumberField("others", crowd.principals().rest());
    }

    private void counts(String field, Map<String, Long> counts) throws IOException {
        TreeMap<String, Long> shown = new TreeMap<>();
        counts.forEach((name, number) -> shown.merge(Text.cut(name, COUNTED), number, Long::sum));
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, Long> one : shown.entrySet()) {
            json.writeNumberField(one.getKey(), one.getValue());
        }
        json.writeEndObject();
    }

    private void resumption(Resumption found) throws IOException {
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
