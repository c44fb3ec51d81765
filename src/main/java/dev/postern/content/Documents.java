package dev.postern.content;

import dev.postern.content.Twofold.Begins;
import dev.postern.content.Twofold.Opening;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Opens documents by what they say they are: JSON (also by line), forms, multipart bodies, XML and HTML, CSV, events. All else is text, which may still be JSON or XML if it begins like it: what a
 * sender calls it does not keep it from being looked into. A byte order mark outweighs the character set that is said, and so do the zeros of a document in UTF-16 or UTF-32 that begins like JSON or
 * XML. What else somebody may read in it is shown besides ({@link Twofold}). The same document is the same to every thread, but no thread may share one.
 */
public final class Documents {

    private static final int MARK_BYTES = 4;
    /** {@code <?xm} in EBCDIC (XML 1.0 appendix F). */
    private static final byte[] EBCDIC = {0x4c, 0x6f, (byte) 0xa7, (byte) 0x94};

    /** What comes of the character set that XML itself says it is in. Readers are not of one mind on whether it outweighs what is said elsewhere: one that is not read is none in any case. */
    private enum Declared { OBEYED, CHECKED }

    private Documents() {}

    /**
     * @param contentType value of the header field, empty when there is none
     * @throws UnreadableException when it says it is in a character set that is not read; UTF-7 and those with states are among them. Where a part or XML itself says so, the document throws;
     *                             so with a multipart body whose parts cannot be told apart
     */
    public static Document open(String contentType, Editor editor, Limits limits) throws UnreadableException {
        return open(MediaType.of(contentType), Setting.alone(editor, limits));
    }

    static Document open(MediaType type, Setting setting) throws UnreadableException {
        if (type.name().startsWith("multipart/")) {
            return multipart(type, setting);
        }
        Optional<String> charset = type.parameter("charset");
        Optional<Codec> said = charset.isPresent() ? Charsets.named(charset.get()) : Optional.empty();
        Formats formats = new Formats(type, setting);
        if (Messages.are(type)) {
            return messages(type, setting);
        }
        return new Deferred((first, enough) -> decoded(first, enough, said, charset.isEmpty() && formats.isXml() ? Declared.OBEYED : Declared.CHECKED, formats, setting));
    }

    /** They are text for who knows nothing of them; those for browsers may be in base64 (grpc-web-text). */
    private static Document messages(MediaType type, Setting setting) {
        Document text = decoded(Optional.empty(), new Formats(new MediaType("", Map.of(), false), setting), setting);
        return type.name().startsWith("application/grpc-web-text")
                ? new Twofold(text, new Twofold.Reading(Begins.AT_ONCE, Taker.Base64::new, () -> new Messages(script(setting.showing())))) : new Messages(text);
    }

    private static Document multipart(MediaType type, Setting setting) throws UnreadableException {
        Optional<byte[]> boundary = type.ambiguous() ? Optional.empty() : type.parameter("boundary").flatMap(MultipartDocument::boundary);
        if (boundary.isEmpty()) {
            throw new UnreadableException("multipart, without one boundary that can be one");
        }
        if (setting.nesting() >= setting.limits().mostNesting()) {
            throw new UnreadableException("more than " + setting.limits().mostNesting() + " multipart bodies in one another");
        }
        return new MultipartDocument(boundary.get(), setting);
    }

    /** Text of no format. */
    static Weaver text(Setting setting) {
        return new Weaver(new JsonFormat(Framing.PERHAPS, setting.prefix(), setting.limits().mostDepth()), setting.editor(), character -> true);
    }

    private static Optional<Document> decoded(byte[] first, boolean enough, Optional<Codec> said, Declared declared, Formats formats, Setting setting) throws UnreadableException {
        if (first.length < MARK_BYTES && !enough) {
            return Optional.empty();
        }
        if (Arrays.equals(first, 0, Math.min(MARK_BYTES, first.length), EBCDIC, 0, MARK_BYTES)) {
            throw new UnreadableException("XML in EBCDIC");
        }
        Optional<WideCodec> told = Charsets.told(first);
        boolean mark = first.length > 2 && first[0] == (byte) 0xef && first[1] == (byte) 0xbb && first[2] == (byte) 0xbf;
        String beginning = new String(first, mark ? 3 : 0, first.length - (mark ? 3 : 0), StandardCharsets.ISO_8859_1);
        boolean open = beginning.startsWith("<?xm") && !beginning.contains("?>") || mark && "<?xm".startsWith(beginning);
        if (open && !enough) {
            return Optional.empty();
        }
        if (open && first.length >= Deferred.MOST_FIRST_BYTES) {
            throw new UnreadableException("a declaration of XML longer than " + Deferred.MOST_FIRST_BYTES + " octets");
        }
        Optional<String> name = Charsets.declared(beginning);
        Optional<Codec> itself = name.isPresent() ? Charsets.octets(name.get()) : Optional.empty();
        if (told.isPresent() || mark) {
            return Optional.of(decoded(mark ? Optional.empty() : told, formats, setting));
        }
        return Optional.of(decoded(declared == Declared.OBEYED ? itself : said, formats, setting));
    }

    private static Document decoded(Optional<? extends Codec> codec, Formats formats, Setting setting) {
        Document document = codec.isEmpty() ? read(formats, setting, character -> true) : new Transcoded(codec.get(), read(formats, setting, codec.get()::knows));
        boolean wide = codec.isPresent() && codec.get() instanceof WideCodec;
        Begins begins = wide ? Begins.AT_ONCE : formats.isForm() ? Begins.AT_AN_ESCAPE_OF_FORMS : formats.isTable() ? Begins.AT_A_ZERO_OR_ESCAPE : Begins.AT_A_ZERO;
        return new Twofold(document, new Twofold.Reading(begins, formats.isForm() ? Taker.Form::new : Taker.Zeros::new, () -> script(setting.showing())));
    }

    /** Who passes over the character set, or the format, reads at least this. */
    private static Document script(Setting setting) {
        return new Weaver(new JsonFormat(Framing.SCRIPT, setting.prefix(), setting.limits().mostDepth()), setting.editor(), character -> true);
    }

    /** Markup cuts a text in two that is one where it is taken out: it is shown so too. */
    private static Document woven(Format format, Setting setting, IntPredicate known) {
        return woven(new Weaver(format, setting.editor(), known), format, setting, known);
    }

    private static Document woven(Weaver weaver, Format format, Setting setting, IntPredicate known) {
        if (!(format instanceof XmlFormat xml)) {
            return weaver;
        }
        Begins begins = xml.kind() == XmlFormat.Kind.HTML ? Begins.AT_ONCE : Begins.AT_MARKUP;
        return new Twofold(weaver, new Twofold.Reading(begins, () -> new Joined(xml.kind()), () -> new Weaver(xml.fresh(), setting.showing().editor(), known)));
    }

    private static Document read(Formats formats, Setting setting, IntPredicate known) {
        if (!formats.mayMeanAnother()) {
            return woven(formats.said(), setting, known);
        }
        return new Deferred((first, enough) -> {
            int at = 0;
            while (at < first.length && (first[at] == ' ' || first[at] == '\n' || first[at] == '\r' || first[at] == '\t' || at < 3 && first[at] == (byte) (0xbfbbef >> 8 * at))) {
                at++;
            }
            if (at + 1 >= first.length && !enough) {
                return Optional.empty();
            }
            Optional<Format> meant = at + 1 >= first.length ? Optional.empty() : formats.meant(first[at], first[at + 1]);
            if (meant.isEmpty() || formats.isUnknown()) {
                return Optional.of(woven(meant.orElseGet(formats::said), setting, known));
            }
            Opening asSaid = () -> woven(formats.said(), setting.showing(), known);
            return Optional.of(new Twofold(woven(new Weaver(meant.get(), setting.editor(), known).misnamed(), meant.get(), setting, known), new Twofold.Reading(Begins.AT_ONCE, Taker.Plain::new, asSaid)));
        });
    }
}
