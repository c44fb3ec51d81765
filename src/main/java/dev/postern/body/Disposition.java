package dev.postern.body;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the {@code Content-Disposition} of a part as ModSecurity 2.9 does, which accepts only what it understands: {@code form-data} with {@code name} and {@code filename}, each
 * at most once and in lower case. Any other parameter, {@code filename*} too, is an error: upstreams differ in which they believe. A single quote that quotes, or that stands in
 * an unquoted value, is flagged.
 */
final class Disposition {

    private static final String TYPE = "form-data";
    private static final String NO_TOKEN = "()<>@,;:\\\"/[]?=";

    private final byte[] in;
    private final Set<MultipartFlag> flags;
    private int at;
    private Optional<byte[]> name = Optional.empty();
    private Optional<byte[]> file = Optional.empty();
    private MultipartBody.LastNames last;
    private String parameter = "";
    /** A value in which the line ends. */
    private Optional<byte[]> unended = Optional.empty();

    /** @param last the names seen before */
    Disposition(byte[] value, Set<MultipartFlag> flags, MultipartBody.LastNames last) {
        this.in = value;
        this.flags = flags;
        this.last = last;
    }

    Optional<byte[]> name() {
        return name;
    }

    Optional<byte[]> file() {
        return file;
    }

    /** What the names are now, also after an error. */
    MultipartBody.LastNames last() {
        return last;
    }

    /** Reads one that a cut goes through, or may have left without its last lines: a value counts as far as it was received, and what is missing is no error. */
    void readCut() throws MalformedException {
        try {
            read();
        } catch (EndedException cut) {
            if (unended.isPresent()) {
                keep(unended.get());
            }
        }
    }

    void read() throws MalformedException {
        if (Octets.isCut(in, 0, TYPE)) {
            throw ended("another type than " + TYPE);
        }
        require(Octets.startsWith(in, 0, TYPE), "another type than " + TYPE);
        at = TYPE.length();
        skipBlanks();
        boolean more = separator("something behind the type");
        while (more) {
            parameter();
            skipBlanks();
            if (at < in.length && in[at] != ';' && isQuote(in[at - 1])) {
                flags.add(MultipartFlag.INVALID_QUOTING);
            }
            more = separator("something behind a value") && at < in.length;
        }
        // An upstream that looks for this text alone must find it where we found a file's name.
        require(file.isEmpty() || contains("filename="), "blanks before the equals sign of a file's name");
        if (name.isEmpty()) {
            throw ended("no name");
        }
    }

    /** Whether a semicolon was there; otherwise it must be the end. */
    private boolean separator(String otherwise) throws MalformedException {
        if (at == in.length) {
            return false;
        }
        require(in[at] == ';', otherwise);
        at++;
        return true;
    }

    private void parameter() throws MalformedException {
        skipBlanks();
        requireMore();
        int start = at;
        while (at < in.length && in[at] != '=' && !isBlank(in[at])) {
            at++;
        }
        parameter = new String(in, start, at - start, StandardCharsets.ISO_8859_1);
        skipBlanks();
        requireMore();
        require(in[at] == '=', "a parameter without a value");
        at++;
        skipBlanks();
        requireMore();
        boolean proper = in[at] == '"';
        byte[] value = isQuote(in[at]) ? quoted() : token();
        if (!proper && (parameter.equals("name") || parameter.equals("filename"))) {
            flagQuotes(value);
        }
        keep(value);
    }

    private byte[] quoted() throws MalformedException {
        byte quote = in[at];
        if (quote == '\'') {
            flags.add(MultipartFlag.INVALID_QUOTING);
        }
        byte[] out = new byte[in.length - at];
        int length = 0;
        at++;
        while (at < in.length && in[at] != quote) {
            if (in[at] == '\\') {
                if (at + 1 == in.length) {
                    unended = Optional.of(Arrays.copyOf(out, length));
                    throw ended("nothing behind a backslash");
                }
                at += in[at + 1] == quote || in[at + 1] == '\\' ? 1 : 0;
            }
            out[length++] = in[at++];
        }
        if (at == in.length) {
            unended = Optional.of(Arrays.copyOf(out, length));
            throw ended("a quote that does not end");
        }
        at++;
        return Arrays.copyOf(out, length);
    }

    private byte[] token() {
        int start = at;
        while (at < in.length && in[at] > ' ' && in[at] < 0x7f && NO_TOKEN.indexOf(in[at]) < 0) {
            at++;
        }
        return Arrays.copyOfRange(in, start, at);
    }

    private void flagQuotes(byte[] value) {
        if (Octets.indexOf(value, (byte) '\'', 0, value.length) < value.length) {
            flags.add(MultipartFlag.INVALID_QUOTING);
        }
    }

    private void keep(byte[] value) throws MalformedException {
        switch (parameter) {
            case "name" -> {
                last = new MultipartBody.LastNames(Optional.of(value), last.file());
                require(name.isEmpty(), "two names");
                name = Optional.of(value);
            }
            case "filename" -> {
                last = new MultipartBody.LastNames(last.name(), Optional.of(value));
                require(file.isEmpty(), "two names of a file");
                file = Optional.of(value);
            }
            default -> throw new MalformedException("multipart: a disposition with other parameters than name and filename");
        }
    }

    private boolean contains(String text) {
        for (int i = 0; i < in.length; i++) {
            if (Octets.startsWith(in, i, text)) {
                return true;
            }
        }
        return false;
    }

    private void skipBlanks() {
        while (at < in.length && isBlank(in[at])) {
            at++;
        }
    }

    private void requireMore() throws MalformedException {
        if (at == in.length) {
            throw ended("it ends too early");
        }
    }

    private static EndedException ended(String what) {
        return new EndedException("multipart: a disposition with " + what);
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static boolean isQuote(byte octet) {
        return octet == '"' || octet == '\'';
    }

    private static void require(boolean holds, String otherwise) throws MalformedException {
        if (!holds) {
            throw new MalformedException("multipart: a disposition with " + otherwise);
        }
    }
}
