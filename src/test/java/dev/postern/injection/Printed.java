package dev.postern.injection;

import java.io.ByteArrayOutputStream;

/** Tokens and verdicts as libinjection's own tests write them. */
public final class Printed {

    private Printed() {}

    /** One line for each token of SQL, in the standard's dialect, not quoted. */
    public static byte[] tokens(byte[] in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SqlTokenizer tokenizer = new SqlTokenizer(in, Quoting.NONE, Dialect.ANSI);
        SqlToken token = new SqlToken();
        while (tokenizer.next(token)) {
            line(token, out);
        }
        return out.toByteArray();
    }

    /** The same when they are folded. */
    public static byte[] folded(byte[] in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SqlFold fold = new SqlFold(new SqlTokenizer(in, Quoting.NONE, Dialect.ANSI));
        int count = fold.fold();
        for (int i = 0; i < count; i++) {
            line(fold.token(i), out);
        }
        return out.toByteArray();
    }

    /** Type, length and text of each token of HTML. */
    public static byte[] html(byte[] in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlTokenizer html = new HtmlTokenizer(in, HtmlContext.TEXT);
        while (html.next()) {
            out.writeBytes((html.type() + "," + (html.to() - html.from()) + ",").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            out.write(in, html.from(), html.to() - html.from());
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static void line(SqlToken token, ByteArrayOutputStream out) {
        out.write(token.type);
        out.write(' ');
        boolean quoted = token.is('s') || token.is('v');
        for (int i = 0; token.is('v') && i < token.ats; i++) {
            out.write('@');
        }
        if (quoted && token.open != SqlToken.NONE) {
            out.write(token.open);
        }
        out.write(token.text, 0, token.length);
        if (quoted && token.close != SqlToken.NONE) {
            out.write(token.close);
        }
        out.write('\n');
    }
}
