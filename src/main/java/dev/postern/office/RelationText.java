package dev.postern.office;

import javax.xml.stream.XMLStreamReader;

/** Where the links of an Office document lead to. */
final class RelationText implements Markup.Listener {

    private final Reading reading;

    RelationText(Reading reading) {
        this.reading = reading;
    }

    @Override
    public void begin(String name, XMLStreamReader attributes) {
        if (Markup.attribute(attributes, "TargetMode").equals("External")) {
            reading.say(Markup.attribute(attributes, "Target"));
            reading.separate('\n');
        }
    }

    @Override
    public void text(String text) {
        reading.beside(text);
    }

    @Override
    public void end(String name) {}
}
