package dev.postern.office;

import java.util.Optional;

/**
 * Where text is shown on a page, and what blanks and lines that makes. A string that begins behind the end of the one before, in its line, goes on with it; with a gap between them, a
 * blank stands there.
 */
final class PdfText {

    /** Of the font's size. */
    private static final double BLANK = 0.2;
    private static final double BACKWARDS = 0.6;
    private static final double LINE = 0.4;

    private final Reading reading;
    private Matrix text = Matrix.SAME;
    private Matrix line = Matrix.SAME;
    private Optional<PdfFont> font = Optional.empty();
    private double size = 1;
    private double leading;
    private double between;
    private double betweenWords;
    private double scale = 1;
    private double endX;
    private double endY;
    private boolean shown;

    PdfText(Reading reading) {
        this.reading = reading;
    }

    void begin() {
        place(Matrix.SAME);
    }

    void place(Matrix matrix) {
        text = matrix;
        line = matrix;
    }

    void move(double x, double y) {
        place(Matrix.move(x, y).then(line));
    }

    void nextLine() {
        move(0, -leading);
    }

    void font(PdfFont chosen, double ofSize) {
        font = Optional.of(chosen);
        size = ofSize;
    }

    void leading(double distance) {
        leading = distance;
    }

    void between(double distance) {
        between = distance;
    }

    void betweenWords(double distance) {
        betweenWords = distance;
    }

    void scale(double percent) {
        scale = percent / 100;
    }

    void advance(double thousandths) {
        text = Matrix.move(-thousandths / 1_000 * size * scale, 0).then(text);
    }

    void show(byte[] string, Matrix page) {
        if (string.length == 0 || font.isEmpty()) {
            if (string.length > 0) {
                reading.gap(Unreadable.UNMAPPED);
            }
            return;
        }
        separate(text.then(page));
        StringBuilder said = new StringBuilder();
        font.get().read(string, (character, width, blank) -> {
            reading.step();
            if (character.isEmpty()) {
                reading.gap(Unreadable.UNMAPPED);
                said.append('\ufffd');
            }
            said.append(character);
            text = Matrix.move((width / 1_000 * size + between + (blank ? betweenWords : 0)) * scale, 0).then(text);
        });
        reading.say(said);
        Matrix end = text.then(page);
        endX = end.e();
        endY = end.f();
        shown = true;
    }

    private void separate(Matrix at) {
        double unit = Math.hypot(at.a(), at.b()) * Math.abs(size);
        if (!shown || !(unit > 0)) {
            return;
        }
        double length = Math.hypot(at.a(), at.b());
        double alongX = at.a() / length;
        double alongY = at.b() / length;
        double ahead = (at.e() - endX) * alongX + (at.f() - endY) * alongY;
        double aside = (at.f() - endY) * alongX - (at.e() - endX) * alongY;
        if (Math.abs(aside) > LINE * unit || ahead < -BACKWARDS * unit) {
            reading.separate('\n');
        } else if (ahead > BLANK * unit) {
            reading.separate(' ');
        }
    }
}
