package dev.postern.office;

import java.util.Set;
import javax.xml.stream.XMLStreamReader;

/** The text of WordprocessingML and DrawingML (ECMA-376 parts 1 §17 and §21): runs of a paragraph stand next to each other, deleted ones and the codes of fields too. */
final class RunText implements Markup.Listener {

    private static final Set<String> TEXT = Set.of("t", "delText", "instrText", "v", "text");

    private final Reading reading;
    private boolean inText;

    RunText(Reading reading) {
        this.reading = reading;
    }

    @Override
    public void begin(String name, XMLStreamReader attributes) {
        inText = TEXT.contains(name);
        switch (name) {
            case "tab" -> reading.separate('\t');
            case "br", "cr" -> reading.separate('\n');
            case "noBreakHyphen" -> reading.say("-");
            case "docPr", "cNvPr" -> {
                reading.say(Markup.attribute(attributes, "descr"));
                reading.separate('\n');
            }
            default -> { }
        }
    }

    @Override
    public void text(String text) {
        if (inText) {
            reading.say(text);
        } else {
            reading.beside(text);
        }
    }

    @Override
    public void end(String name) {
        inText = false;
        switch (name) {
            case "p", "si", "comment", "instrText" -> reading.separate('\n');
            case "tc" -> reading.separate('\t');
            default -> { }
        }
    }
}
