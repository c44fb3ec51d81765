package dev.postern.office;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads one XML part of a document, through the platform's reader with document types and entities of its own refused. */
final class Markup {

    /** Below what the platform allows, so that it is told from broken parts. */
    private static final int MOST_DEPTH = 90;

    /** Hears elements and text. Names are local names: the kinds of documents read here do not use one name for two things that matter. */
    interface Listener {
        void begin(String name, XMLStreamReader attributes);

        void text(String text);

        void end(String name);
    }

    private Markup() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory;
    }

    static void read(byte[] part, Reading reading, Listener listener) {
        try {
            XMLStreamReader in = factory().createXMLStreamReader(new ByteArrayInputStream(part));
            int depth = 0;
            while (in.hasNext()) {
                reading.step();
                switch (in.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (++depth > MOST_DEPTH) {
                            throw new Stop(Unreadable.TOO_DEEP);
                        }
                        reading.separateBeside();
                        listener.begin(in.getLocalName(), in);
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        reading.separateBeside();
                        listener.end(in.getLocalName());
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> listener.text(in.getText());
                    case XMLStreamConstants.COMMENT -> reading.note(in.getText());
                    case XMLStreamConstants.PROCESSING_INSTRUCTION -> reading.note(in.getPITarget() + " " + in.getPIData());
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw new Stop(Unreadable.BROKEN);
                    default -> { }
                }
            }
        } catch (XMLStreamException broken) {
            throw new Stop(Unreadable.BROKEN);
        } catch (Stop stop) {
            throw stop;
        } catch (RuntimeException ofTheReader) { // it has some for input that is broken in ways it did not think of
            throw new Stop(Unreadable.BROKEN);
        }
    }

    /** The attribute's value, whatever its namespace; empty without it. */
    static String attribute(XMLStreamReader in, String name) {
        for (int i = 0; i < in.getAttributeCount(); i++) {
            if (in.getAttributeLocalName(i).equals(name)) {
                return in.getAttributeValue(i);
            }
        }
        return "";
    }
}
