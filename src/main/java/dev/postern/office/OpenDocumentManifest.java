package dev.postern.office;

import javax.xml.stream.XMLStreamReader;

/** Says whether parts of an OpenDocument file are encrypted (OpenDocument 1.2 part 3 §4.3). */
final class OpenDocumentManifest implements Markup.Listener {

    private final Reading reading;

    OpenDocumentManifest(Reading reading) {
        this.reading = reading;
    }

    @Override
    public void begin(String name, XMLStreamReader attributes) {
        if (name.equals("encryption-data")) {
            throw new Stop(Unreadable.ENCRYPTED);
        }
    }

    @Override
    public void text(String text) {
        reading.beside(text);
    }

    @Override
    public void end(String name) {}
}
