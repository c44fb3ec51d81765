package dev.postern.content;

import java.util.Random;

/** Documents of JSON as nobody writes them: escapes where none is needed, long runs, odd white space. */
final class RandomJson {

    private static final String[] PIECES = {"a", " ", "é", "€", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u0031", "\\u00e9", "\\u20ac", "\\ud83d\\ude00", "\\ud83d", "12345", "4111111111111111", "\\u0034111",
            ":", ",", "{", "]", "'", "0", "<&>"};

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    private RandomJson(Random random) {
        this.random = random;
    }

    /** At least so many characters. */
    static String of(Random random, int length) {
        RandomJson json = new RandomJson(random);
        json.out.append('[');
        do {
            json.value(0);
            json.out.append(',');
        } while (json.out.length() < length);
        json.out.append("0]");
        return json.out.toString();
    }

    private void value(int depth) {
        space();
        switch (random.nextInt(depth > 6 ? 4 : 8)) {
            case 0, 1 -> string();
            case 2 -> out.append(random.nextInt(3) == 0 ? "-" : "").append(random.nextInt(1 << random.nextInt(31))).append(random.nextInt(3) == 0 ? ".25" : "").append(random.nextInt(9) == 0 ? "e+12345" : "");
            case 3 -> out.append(random.nextInt(3) == 0 ? "true" : random.nextInt(2) == 0 ? "null" : "false");
            case 4, 5 -> {
                out.append('[');
                for (int i = random.nextInt(5); i > 0; i--) {
                    value(depth + 1);
                    out.append(i == 1 ? "" : ",");
                }
                space();
                out.append(']');
            }
            default -> {
                out.append('{');
                for (int i = random.nextInt(5); i > 0; i--) {
                    string();
                    space();
                    out.append(':');
                    value(depth + 1);
                    out.append(i == 1 ? "" : ",");
                }
                out.append('}');
            }
        }
        space();
    }

    private void space() {
        if (random.nextInt(6) == 0) {
            out.append(" \n\r\t          ", 0, random.nextInt(14));
        }
    }

    private void string() {
        out.append('"');
        int pieces = random.nextInt(12) == 0 ? random.nextInt(300) : random.nextInt(6);
        String same = random.nextInt(9) == 0 ? PIECES[random.nextInt(PIECES.length)] : "";
        for (int i = 0; i < pieces; i++) {
            out.append(same.isEmpty() ? PIECES[random.nextInt(PIECES.length)] : same);
        }
        out.append('"');
    }
}
