package dev.postern.office;

import javax.xml.stream.XMLStreamReader;

/** All the text of a part whose elements are not known, each element's in a line of its own. */
final class PlainText implements Markup.Listener {

    private final Reading reading;

    PlainText(Reading reading) {
        this.reading = reading;
    }

    @Override
    public void begin(String name, XMLStreamReader attributes) {
        for (int i = 0; i < attributes.getAttributeCount(); i++) {
            reading.say(attributes.getAttributeValue(i));
            reading.separate('\n');
        }
    }

    @Override
    public void text(String text) {
        reading.say(text);
    }

    @Override
    public void end(String name) {
        reading.separate('\n');
    }
}
