package dev.postern.office;

import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLStreamReader;

/** The text of an OpenDocument file (ISO/IEC 26300-1): paragraphs in lines, cells with their places, numbers exactly too where they are shown shortened. */
final class OpenDocumentText implements Markup.Listener {

    private static final int MOST_BLANKS = 100;

    private final Reading reading;
    private final StringBuilder shown = new StringBuilder();
    private final Deque<String> values = new ArrayDeque<>();
    private String sheet = "";
    private int row;
    private int column;
    private int slides;
    private int paragraphs;

    OpenDocumentText(Reading reading) {
        this.reading = reading;
    }

    @Override
    public void begin(String name, XMLStreamReader attributes) {
        switch (name) {
            case "p", "h" -> paragraphs++;
            case "s" -> say(" ".repeat((int) Math.min(MOST_BLANKS, number(Markup.attribute(attributes, "c")))));
            case "tab" -> say("\t");
            case "line-break" -> reading.separate('\n');
            case "table" -> {
                sheet = Markup.attribute(attributes, "name");
                row = 0;
            }
            case "table-row" -> {
                row = plus(row, Markup.attribute(attributes, "number-rows-repeated"));
                column = 0;
            }
            case "table-cell", "covered-table-cell" -> cell(attributes);
            case "page" -> reading.place("slide " + ++slides);
            case "a" -> {
                reading.say(Markup.attribute(attributes, "href"));
                reading.separate(' ');
            }
            default -> { }
        }
    }

    private void cell(XMLStreamReader attributes) {
        column = plus(column, Markup.attribute(attributes, "number-columns-repeated"));
        if (!sheet.isEmpty() && reading.marksSmallPlaces()) {
            reading.place(sheet + "!" + letters(column) + row);
        }
        shown.setLength(0);
        values.push(Workbook.plain(Markup.attribute(attributes, "value")));
    }

    @Override
    public void text(String text) {
        if (paragraphs > 0) {
            say(text);
        } else {
            reading.beside(text);
        }
    }

    private void say(String text) {
        reading.say(text);
        if (!values.isEmpty() && shown.length() < MOST_BLANKS) {
            shown.append(text);
        }
    }

    @Override
    public void end(String name) {
        switch (name) {
            case "p", "h" -> {
                paragraphs--;
                reading.separate(values.isEmpty() ? '\n' : '\t');
            }
            case "table-cell", "covered-table-cell" -> {
                String value = values.pop();
                if (!value.isEmpty() && !value.contentEquals(shown)) {
                    reading.say(value);
                    reading.separate('\t');
                }
            }
            case "table-row" -> reading.separate('\n');
            default -> { }
        }
    }

    private static int plus(int counted, String repeated) {
        return (int) Math.min(Integer.MAX_VALUE, counted + number(repeated));
    }

    /** What is repeated counts to its last one. */
    private static long number(String attribute) {
        try {
            return attribute.isEmpty() ? 1 : Math.max(1, Integer.parseInt(attribute));
        } catch (NumberFormatException none) {
            return 1;
        }
    }

    private static String letters(int column) {
        StringBuilder letters = new StringBuilder();
        for (int left = column; left > 0; left = (left - 1) / 26) {
            letters.insert(0, (char) ('A' + (left - 1) % 26));
        }
        return letters.toString();
    }
}
