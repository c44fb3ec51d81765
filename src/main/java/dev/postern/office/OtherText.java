package dev.postern.office;

import javax.xml.stream.XMLStreamReader;

/** A part that shows no text, such as styles: should it have any, each element's comes in a line of its own. Attributes, which are names and measures, do not. */
final class OtherText implements Markup.Listener {

    private final Reading reading;

    OtherText(Reading reading) {
        this.reading = reading;
    }

    @Override
    public void begin(String name, XMLStreamReader attributes) {}

    @Override
    public void text(String text) {
        reading.beside(text);
    }

    @Override
    public void end(String name) {}
}
