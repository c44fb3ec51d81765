package dev.postern.body;

import dev.postern.fuzz.Text;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What is taken for XML is XML to the platform's reader, with the same text and attributes; what is not has no document type or a reason. Cut anywhere it says what it did. */
public final class XmlFuzz {

    private static final XMLInputFactory PLATFORM = XMLInputFactory.newDefaultFactory();
    private static final Set<Integer> TEXT = Set.of(XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE);

    private static final Pattern ODD_COLON = Pattern.compile("[<\\s/?]:|:[\\s=>/?0-9.:-]|:[^\\s=>/]*:");

    static {
        PLATFORM.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        PLATFORM.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        PLATFORM.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private XmlFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        XmlBody body = Xml.parse(data, Bounds.DEFAULT);
        Text.holds(body.text().length <= 2 * data.length + 4, "text that grows");
        CutBodies.xml(data, CutBodies.somewhere(data));
        CutBodies.xml(data, data.length);
        Text.utf8(body.error().isEmpty() ? body.text() : Octets.NONE);
        boolean older = Text.latin(data).contains("1.1");
        if (body.error().isPresent() || data.length == 0 || older) {
            return;
        }
        StringBuilder text = new StringBuilder();
        StringBuilder attributes = new StringBuilder();
        try {
            read(data, text, attributes);
        } catch (XMLStreamException refused) {
            // The platform knows the names of an older edition, and of colons in them only one between others.
            Text.holds(hasOddName(data), "not XML to the platform: " + refused.getMessage());
            return;
        }
        Text.same(text.toString() + attributes, new String(Text.octets(Shown.xml(body)), StandardCharsets.UTF_8), "read otherwise");
    }

    private static boolean hasOddName(byte[] data) {
        return ODD_COLON.matcher(Text.latin(data)).find() || Text.latin(data).chars().anyMatch(c -> c >= 0x80);
    }

    private static boolean declaresNamespace(XMLStreamReader reader, int attribute) {
        String prefix = reader.getAttributePrefix(attribute);
        boolean prefixed = prefix != null && !prefix.isEmpty();
        return prefixed ? prefix.equals("xmlns") : reader.getAttributeLocalName(attribute).matches("xmlns(:.*)?");
    }

    private static void read(byte[] data, StringBuilder text, StringBuilder attributes) throws XMLStreamException {
        XMLStreamReader reader = PLATFORM.createXMLStreamReader(new ByteArrayInputStream(data));
        int depth = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                for (int i = 0; i < reader.getAttributeCount(); i++) {
                    attributes.append(declaresNamespace(reader, i) ? "" : '|' + reader.getAttributeValue(i));
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (depth > 0 && TEXT.contains(event)) {
                text.append(reader.getText());
            }
        }
    }
}
