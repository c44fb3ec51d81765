package dev.postern.waf;

import dev.postern.body.BodyError;
import dev.postern.body.GuessedBody;
import dev.postern.body.MultipartBody;
import dev.postern.body.MultipartFlag;
import dev.postern.body.XmlBody;
import java.util.function.Predicate;

/** What is known of a request's body as a whole: who read it, whether that went well, what was odd. */
final class BodyVariables {

    private static final byte[] ZERO = Ascii.number(0);
    private static final byte[] ONE = Ascii.number(1);
    private static final byte[] TEXTS = Ascii.bytes("/*");
    private static final byte[] ATTRIBUTES = Ascii.bytes("//@*");

    private BodyVariables() {}

    static byte[] processor(Transaction from) {
        return from.request().processor().map(known -> Ascii.bytes(known.name())).orElse(Ascii.NONE);
    }

    static byte[] error(Transaction from) {
        return from.request().error().isPresent() ? ONE : ZERO;
    }

    static byte[] errorMessage(Transaction from) {
        return from.request().error().map(BodyError::message).map(Ascii::bytes).orElse(Ascii.NONE);
    }

    static byte[] urlencodedError(Transaction from) {
        return Ascii.number(from.request().invalidEscapes());
    }

    static byte[] requestOverLimit(Transaction from) {
        return from.request().overLimit() ? ONE : ZERO;
    }

    static byte[] responseOverLimit(Transaction from) {
        return from.response().overLimit() ? ONE : ZERO;
    }

    static byte[] strictError(Transaction from) {
        return multipart(from, MultipartBody::strictError);
    }

    static byte[] mixedLines(Transaction from) {
        return multipart(from, MultipartBody::mixedLines);
    }

    static byte[] lastName(Transaction from) {
        return from.request().content() instanceof MultipartBody multipart ? multipart.last().name().orElse(Ascii.NONE) : Ascii.NONE;
    }

    static byte[] lastFileName(Transaction from) {
        return from.request().content() instanceof MultipartBody multipart ? multipart.last().file().orElse(Ascii.NONE) : Ascii.NONE;
    }

    static byte[] flag(Transaction from, MultipartFlag flag) {
        return multipart(from, body -> body.flags().contains(flag));
    }

    static void xml(Supply self, Transaction from, Rows into) {
        if (from.request().content() instanceof XmlBody xml) {
            into.add(self, TEXTS, from.cells().of(xml.text()));
            xml.attributes().forEach(value -> into.add(self, ATTRIBUTES, from.cells().of(value)));
        } else if (from.request().content() instanceof GuessedBody guessed) {
            guessed.texts().forEach(text -> into.add(self, TEXTS, from.cells().of(text)));
            guessed.attributes().forEach(value -> into.add(self, ATTRIBUTES, from.cells().of(value)));
        }
    }

    private static byte[] multipart(Transaction from, Predicate<MultipartBody> asked) {
        return from.request().content() instanceof MultipartBody multipart && asked.test(multipart) ? ONE : ZERO;
    }
}
