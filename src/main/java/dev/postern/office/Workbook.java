package dev.postern.office;

import dev.postern.office.ZipArchive.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;

/** The cells of SpreadsheetML (ECMA-376 part 1 §18): a row's in a line, each with its place, numbers written out. */
final class Workbook {

    private static final int MOST_EXPONENT = 30;

    private final ZipDocument document;
    private final Reading reading;
    private final Map<String, String> sheetsByPart = new HashMap<>();
    private final List<String> shared = new ArrayList<>();
    private final BitSet used = new BitSet();

    Workbook(ZipDocument document) {
        this.document = document;
        this.reading = document.reading();
    }

    /** Of sheets, and the strings that cells share. */
    void readNames() {
        Map<String, String> namesById = new HashMap<>();
        Markup.read(document.content("xl/workbook.xml"), reading, new Beginnings() {
            @Override
            public void begin(String name, XMLStreamReader attributes) {
                if (name.equals("sheet")) {
                    namesById.put(attributes.getAttributeValue("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "id"), Markup.attribute(attributes, "name"));
                }
            }
        });
        byte[] relations = document.content("xl/_rels/workbook.xml.rels");
        if (relations.length > 0) {
            Markup.read(relations, reading, new Beginnings() {
                @Override
                public void begin(String name, XMLStreamReader attributes) {
                    String target = Markup.attribute(attributes, "Target");
                    String sheet = namesById.get(Markup.attribute(attributes, "Id"));
                    if (sheet != null) {
                        sheetsByPart.put(target.startsWith("/") ? target.substring(1) : "xl/" + target, sheet);
                    }
                }
            });
        }
        byte[] strings = document.content("xl/sharedStrings.xml");
        if (strings.length > 0) {
            Markup.read(strings, reading, new SharedStrings());
        }
    }

    void readSheet(Entry entry) {
        String fallback = entry.name().substring(entry.name().lastIndexOf('/') + 1);
        Markup.read(document.content(entry), reading, new Cells(sheetsByPart.getOrDefault(entry.name(), fallback)));
        reading.endPart();
        reading.separate('\n');
    }

    /** Strings that no cell shows. */
    void sayUnused() {
        reading.place("sharedStrings");
        for (int i = used.nextClearBit(0); i < shared.size(); i = used.nextClearBit(i + 1)) {
            reading.say(shared.get(i));
            reading.separate('\n');
        }
        reading.endPart();
    }

    /** Listens to beginnings alone. */
    private abstract static class Beginnings implements Markup.Listener {
        @Override
        public void text(String text) {}

        @Override
        public void end(String name) {}
    }

    private final class SharedStrings implements Markup.Listener {
        private final StringBuilder string = new StringBuilder();
        private boolean inText;

        @Override
        public void begin(String name, XMLStreamReader attributes) {
            inText = name.equals("t");
        }

        @Override
        public void text(String text) {
            if (inText) {
                string.append(text);
            } else {
                reading.beside(text);
            }
        }

        @Override
        public void end(String name) {
            inText = false;
            if (name.equals("si")) {
                shared.add(string.toString());
                string.setLength(0);
            }
        }
    }

    private final class Cells implements Markup.Listener {
        private final String sheet;
        private final StringBuilder value = new StringBuilder();
        private String cell = "";
        private String type = "";
        private boolean inValue;

        private Cells(String sheet) {
            this.sheet = sheet;
            reading.place(sheet);
        }

        @Override
        public void begin(String name, XMLStreamReader attributes) {
            inValue = name.equals("v") || name.equals("t") || name.equals("oddHeader") || name.equals("oddFooter");
            if (name.equals("c")) {
                cell = Markup.attribute(attributes, "r");
                type = Markup.attribute(attributes, "t");
                value.setLength(0);
            }
        }

        @Override
        public void text(String text) {
            if (inValue) {
                value.append(text);
            } else {
                reading.beside(text);
            }
        }

        @Override
        public void end(String name) {
            inValue = false;
            switch (name) {
                case "c", "oddHeader", "oddFooter" -> say();
                case "row" -> reading.separate('\n');
                default -> { }
            }
        }

        private void say() {
            String said = switch (type) {
                case "s" -> shared(value.toString().strip());
                case "", "n" -> plain(value.toString().strip());
                default -> value.toString();
            };
            value.setLength(0);
            if (!said.isEmpty()) {
                if (reading.marksSmallPlaces()) {
                    reading.place(sheet + "!" + cell);
                }
                reading.say(said);
                reading.separate('\t');
            }
        }
    }

    private String shared(String index) {
        try {
            String string = shared.get(Integer.parseInt(index));
            used.set(Integer.parseInt(index));
            return string;
        } catch (NumberFormatException | IndexOutOfBoundsException none) {
            throw new Stop(Unreadable.BROKEN);
        }
    }

    /** {@code 4111111111111111} for {@code 4.111111111111111E15}. */
    static String plain(String number) {
        int exponent = Math.max(number.indexOf('E'), number.indexOf('e'));
        if (exponent < 0 || number.length() > MOST_EXPONENT + 10 || number.length() - exponent > 4) {
            return number;
        }
        try {
            BigDecimal value = new BigDecimal(number);
            return Math.abs(value.precision() - value.scale()) > MOST_EXPONENT ? number : value.toPlainString();
        } catch (NumberFormatException none) {
            return number;
        }
    }
}
