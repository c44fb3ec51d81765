package dev.postern.content;

import dev.postern.fuzz.Text;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML however it is cut; what the platform's reader takes for XML is not malformed, and what is replaced leaves its structure as it was. */
public final class XmlViewFuzz {

    private static final XMLInputFactory READERS = XMLInputFactory.newDefaultFactory();

    static {
        READERS.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        READERS.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    private XmlViewFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        byte[] out = Promises.hold("application/xml", data);
        byte[] body = data.length < 2 ? data : Arrays.copyOfRange(data, 2, data.length);
        Optional<List<String>> before = structure(body);
        if (before.isPresent() && Fed.readable("application/xml", body)) {
            Text.same(false, Fed.whole("application/xml", body, Digits.none()).malformed(), "called malformed");
            Text.same(before, structure(out), "another structure");
        }
    }

    /** Elements and how many attributes each has. */
    private static Optional<List<String>> structure(byte[] body) {
        String text = new String(body, StandardCharsets.US_ASCII);
        if (!Arrays.equals(text.getBytes(StandardCharsets.US_ASCII), body) || text.contains("<!") || text.contains("<?") || text.matches("(?s).*<[^>]*\\d\\d.*")) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        try {
            XMLStreamReader reader = READERS.createXMLStreamReader(new ByteArrayInputStream(body));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamReader.START_ELEMENT) {
                    found.add(reader.getLocalName() + reader.getAttributeCount());
                } else if (event == XMLStreamReader.END_ELEMENT) {
                    found.add("/");
                }
            }
        } catch (XMLStreamException broken) {
            return Optional.empty();
        }
        return Optional.of(found);
    }
}
