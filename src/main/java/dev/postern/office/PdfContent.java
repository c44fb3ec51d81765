package dev.postern.office;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;

/** Runs what shows text in the content of a page (ISO 32000-1 §8.10, §9.4), and of the forms it draws, as deep as the bounds let it. */
final class PdfContent {

    private static final int MOST_OPERANDS = 64;
    private static final int MOST_SAVED = 1_000;
    private static final int MOST_FORMS = 12;
    private static final int MOST_IMAGES = 3;

    private final Reading reading;
    private final PdfFonts fonts;
    private final PdfText text;
    private final Deque<Matrix> saved = new ArrayDeque<>();
    private Matrix page = Matrix.SAME;
    private int forms;
    private int images;

    PdfContent(Reading reading, PdfFonts fonts) {
        this.reading = reading;
        this.fonts = fonts;
        this.text = new PdfText(reading);
    }

    void show(COSBase content, COSDictionary resources) {
        if (content instanceof COSStream stream) {
            run(PdfStream.content(stream, reading), resources);
        } else if (content instanceof COSArray streams) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < streams.size(); i++) {
                reading.step();
                if (streams.getObject(i) instanceof COSStream stream) {
                    all.writeBytes(PdfStream.content(stream, reading));
                    all.write('\n');
                }
            }
            run(all.toByteArray(), resources);
        }
    }

    private void run(byte[] content, COSDictionary resources) {
        List<COSBase> operands = new ArrayList<>();
        try {
            PdfTokens parser = new PdfTokens(content, reading);
            for (Object token = parser.parseNextToken(); token != null; token = parser.parseNextToken()) {
                reading.step();
                if (token instanceof Operator operator) {
                    if (operator.getName().equals("BI")) {
                        behindImage(operator.getImageData(), resources);
                    } else {
                        operate(operator.getName(), operands, resources);
                    }
                    operands.clear();
                } else if (token instanceof COSBase operand && operands.size() < MOST_OPERANDS) {
                    operands.add(operand);
                }
            }
            if (!parser.atEnd()) {
                throw new Stop(Unreadable.BROKEN);
            }
        } catch (IOException broken) {
            throw new Stop(Unreadable.BROKEN);
        }
    }

    /** What the library takes for a part of an inline image although it may be its end: a viewer may show what follows. Should it be a picture after all, it shows no text. */
    private void behindImage(byte[] image, COSDictionary resources) {
        int end = image == null ? -1 : endOfImage(image);
        if (end < 0) {
            return;
        }
        if (images == MOST_IMAGES) {
            throw new Stop(Unreadable.TOO_DEEP);
        }
        images++;
        try {
            run(Arrays.copyOfRange(image, end, image.length), resources);
        } catch (Stop stop) {
            if (stop.ofAll() || stop.why() == Unreadable.TOO_DEEP) {
                throw stop;
            }
        } finally {
            images--;
        }
    }

    private static int endOfImage(byte[] image) {
        for (int at = 1; at + 2 < image.length; at++) {
            if (image[at] == 'E' && image[at + 1] == 'I' && isBlank(image[at - 1]) && isBlank(image[at + 2])) {
                return at + 2;
            }
        }
        return -1;
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t' || octet == '\f' || octet == 0;
    }

    private void operate(String operator, List<COSBase> operands, COSDictionary resources) {
        switch (operator) {
            case "BT" -> text.begin();
            case "Tf" -> font(operands, resources);
            case "Td" -> text.move(number(operands, 0), number(operands, 1));
            case "TD" -> {
                text.leading(-number(operands, 1));
                text.move(number(operands, 0), number(operands, 1));
            }
            case "Tm" -> text.place(matrix(operands));
            case "T*" -> text.nextLine();
            case "TL" -> text.leading(number(operands, 0));
            case "Tc" -> text.between(number(operands, 0));
            case "Tw" -> text.betweenWords(number(operands, 0));
            case "Tz" -> text.scale(number(operands, 0));
            case "Tj" -> string(operands, 0);
            case "'" -> {
                text.nextLine();
                string(operands, 0);
            }
            case "\"" -> {
                text.betweenWords(number(operands, 0));
                text.between(number(operands, 1));
                text.nextLine();
                string(operands, 2);
            }
            case "TJ" -> strings(operands);
            case "cm" -> page = matrix(operands).then(page);
            case "q" -> {
                if (saved.size() < MOST_SAVED) {
                    saved.push(page);
                }
            }
            case "Q" -> page = saved.isEmpty() ? page : saved.pop();
            case "Do" -> form(operands, resources);
            default -> { } // paints, or says what is painted
        }
    }

    private void font(List<COSBase> operands, COSDictionary resources) {
        COSDictionary named = resources.getCOSDictionary(COSName.FONT);
        if (named != null && !operands.isEmpty() && operands.getFirst() instanceof COSName name && named.getDictionaryObject(name) instanceof COSDictionary font) {
            text.font(fonts.of(font), number(operands, 1));
        }
    }

    private void string(List<COSBase> operands, int at) {
        if (operands.size() > at && operands.get(at) instanceof COSString string) {
            show(string);
        }
    }

    private void show(COSString string) {
        text.show(string.getBytes(), page); // lint: allowed, the octets it was written with
    }

    private void strings(List<COSBase> operands) {
        if (!operands.isEmpty() && operands.getFirst() instanceof COSArray parts) {
            for (int i = 0; i < parts.size(); i++) {
                reading.step();
                if (parts.get(i) instanceof COSString string) {
                    show(string);
                } else if (parts.get(i) instanceof COSNumber distance) {
                    text.advance(distance.floatValue());
                }
            }
        }
    }

    private void form(List<COSBase> operands, COSDictionary resources) {
        COSDictionary named = resources.getCOSDictionary(COSName.XOBJECT);
        if (named == null || operands.isEmpty() || !(operands.getFirst() instanceof COSName name) || !(named.getDictionaryObject(name) instanceof COSStream form)
                || !COSName.FORM.equals(form.getCOSName(COSName.SUBTYPE))) {
            return;
        }
        if (forms == MOST_FORMS) {
            throw new Stop(Unreadable.TOO_DEEP);
        }
        Matrix outer = page;
        COSDictionary own = form.getCOSDictionary(COSName.RESOURCES);
        forms++;
        page = form.getDictionaryObject(COSName.MATRIX) instanceof COSArray given ? matrix(objects(given)).then(page) : page;
        run(PdfStream.content(form, reading), own == null ? resources : own);
        forms--;
        page = outer;
    }

    private static List<COSBase> objects(COSArray array) {
        List<COSBase> objects = new ArrayList<>();
        for (int i = 0; i < Math.min(array.size(), 6); i++) {
            objects.add(array.getObject(i));
        }
        return objects;
    }

    private static Matrix matrix(List<COSBase> operands) {
        return new Matrix(number(operands, 0), number(operands, 1), number(operands, 2), number(operands, 3), number(operands, 4), number(operands, 5));
    }

    private static double number(List<COSBase> operands, int at) {
        return operands.size() > at && operands.get(at) instanceof COSNumber number ? number.floatValue() : 0;
    }
}
