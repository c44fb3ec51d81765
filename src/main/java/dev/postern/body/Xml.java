package dev.postern.body;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an XML document (XML 1.0, fifth edition) into what {@code XML:/*} and {@code XML://@*} are made of. What was read before an error counts, and so
 * does what a cut goes through.
 *
 * <p>Errors: anything not well-formed; a document type, so that there are no entities but the five, nothing external, nothing that grows; other encodings; depth and number of nodes
 * beyond the bounds. Prefixes are not resolved. A reader of our own because nothing else is wanted of XML: it touches no file and no reflection, gives what stands before an error,
 * and is compared with the platform's by the fuzzer. Linear; no recursion; any thread.
 */
public final class Xml {

    private static final ByteArrayOutputStream NOWHERE = new Discarded();

    private final Bounds bounds;
    private final BodyEnd end;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final List<byte[]> attributes = new ArrayList<>();
    /** The open elements, by where their names stand. */
    private final List<Part.Range> open = new ArrayList<>();
    private byte[] in = Octets.NONE;
    private XmlCursor cursor;
    private int nodes;

    private Xml(BodyEnd end, Bounds bounds) {
        this.end = end;
        this.bounds = bounds;
        this.cursor = new XmlCursor(in, end, 0);
    }

    /** Reads a whole one. */
    public static XmlBody parse(byte[] body, Bounds bounds) {
        return parse(Received.whole(body), bounds);
    }

    /** An empty body has no text and no error, as in ModSecurity. */
    public static XmlBody parse(Received body, Bounds bounds) {
        Xml xml = new Xml(body.end(), bounds);
        Optional<BodyError> error = Optional.empty();
        try {
            if (body.octets().length > 0) {
                xml.read(body.octets());
            }
        } catch (EndedException ended) {
            error = body.isCut() ? Optional.empty() : Optional.of(ended.error());
        } catch (MalformedException malformed) {
            error = Optional.of(malformed.error());
        }
        return new XmlBody(xml.text.toByteArray(), xml.attributes, error);
    }

    private void read(byte[] body) throws MalformedException {
        XmlDeclaration.Text document = XmlDeclaration.read(body, end);
        in = document.octets();
        cursor = new XmlCursor(in, end, document.at());
        takeAround();
        cursor.stopWithin(XmlDeclaration.MARK);
        cursor.stopWithin("<!DOCTYPE");
        XmlCursor.require(cursor.octet() == '<', "text before the root element");
        XmlCursor.require(!cursor.sees("<!DOCTYPE"), "a document type");
        takeStart();
        while (!open.isEmpty()) {
            takeContent();
        }
        takeAround();
        XmlCursor.require(cursor.ended(), "something behind the root element");
    }

    /** Blanks, comments and instructions before and behind the root element. */
    private void takeAround() throws MalformedException {
        boolean more;
        do {
            more = cursor.takeBlanks() || takeComment() || takeInstruction();
        } while (more);
        cursor.stopWithin("<!--");
    }

    private void takeContent() throws MalformedException {
        if (cursor.octet() != '<') {
            cursor.takeText(text);
        } else if (cursor.take("</")) {
            takeEnd();
        } else if (cursor.take("<![CDATA[")) {
            cursor.takeUntil("]]>", text);
        } else if (!takeComment() && !takeInstruction()) {
            cursor.stopWithin("<!--");
            cursor.stopWithin("<![CDATA[");
            takeStart();
        }
    }

    private boolean takeComment() throws MalformedException {
        if (!cursor.take("<!--")) {
            return false;
        }
        cursor.takeUntil("--", NOWHERE);
        cursor.expect(">", "a -- in a comment");
        return true;
    }

    private boolean takeInstruction() throws MalformedException {
        if (!cursor.take("<?")) {
            return false;
        }
        int from = cursor.takeName();
        cursor.stopWithin("?>");
        boolean reserved = cursor.at() - from == 3 && Octets.startsWithIgnoringCase(in, from, "xml");
        XmlCursor.require(!reserved, "a declaration that is not at the beginning");
        XmlCursor.require(cursor.takeBlanks() || cursor.sees("?>"), "an instruction without a blank");
        cursor.takeUntil("?>", NOWHERE);
        return true;
    }

    private void takeStart() throws MalformedException {
        cursor.expect("<", "no element");
        open.add(takeName());
        XmlCursor.require(open.size() <= bounds.xmlDepth(), "nested deeper than allowed");
        countNode();
        Set<String> names = Set.of();
        boolean parted = cursor.takeBlanks();
        while (!cursor.take(">")) {
            if (cursor.take("/>")) {
                open.removeLast();
                return;
            }
            cursor.stopWithin("/>");
            XmlCursor.require(parted, "attributes without a blank between them");
            names = takeAttribute(names);
            parted = cursor.takeBlanks();
        }
    }

    /** @return the names with this attribute's */
    private Set<String> takeAttribute(Set<String> before) throws MalformedException {
        Part.Range range = takeName();
        cursor.stopWithin("=");
        String name = new String(in, range.from(), range.length(), StandardCharsets.ISO_8859_1);
        Set<String> names = before.isEmpty() ? new HashSet<>() : before;
        XmlCursor.require(names.add(name), "an attribute twice");
        countNode();
        cursor.takeBlanks();
        cursor.expect("=", "an attribute without a value");
        cursor.takeBlanks();
        takeValue(name);
        return names;
    }

    /** A value that a cut goes through counts as far as it was received. */
    private void takeValue(String name) throws MalformedException {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        try {
            cursor.takeValue(value);
        } catch (EndedException ended) {
            if (end == BodyEnd.CUT && value.size() > 0) {
                keep(name, value);
            }
            throw ended;
        }
        keep(name, value);
    }

    private void keep(String name, ByteArrayOutputStream value) {
        if (!name.equals("xmlns") && !name.startsWith("xmlns:")) {
            attributes.add(value.toByteArray());
        }
    }

    private void takeEnd() throws MalformedException {
        Part.Range name = takeName();
        cursor.stopWithin(">");
        Part.Range opened = open.removeLast();
        XmlCursor.require(Arrays.equals(in, name.from(), name.to(), in, opened.from(), opened.to()), "an end of another element");
        cursor.takeBlanks();
        cursor.expect(">", "an end that does not end");
    }

    private Part.Range takeName() throws MalformedException {
        int from = cursor.takeName();
        return new Part.Range(from, cursor.at());
    }

    private void countNode() throws MalformedException {
        nodes++;
        XmlCursor.require(nodes <= bounds.xmlNodes(), "more elements and attributes than allowed");
    }

    private static final class Discarded extends ByteArrayOutputStream {

        Discarded() {
            super(0);
        }

        @Override
        public synchronized void write(int octet) {
            // Comments and instructions are not inspected.
        }

        @Override
        public synchronized void write(byte[] octets, int from, int length) {
            // As above.
        }
    }
}
