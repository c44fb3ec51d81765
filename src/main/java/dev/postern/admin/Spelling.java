package dev.postern.admin;

import dev.postern.revocation.Target;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways in which an operator may write what is revoked, turned into the one that is looked for (see {@link Target.Kind}). What nothing could ever be found by is refused with
 * {@link IllegalArgumentException}: a revocation that is said to be done and matches nothing would leave in whom it was meant for.
 */
final class Spelling {

    private static final int DIGEST_BYTES = 32;
    /** What the configuration takes for the name of a provider or an authority. */
    private static final String NAME = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    /** A name of a user may have {@code @} in it, that of a provider has none. */
    private static final Pattern USER = Pattern.compile("(.+)@(" + NAME + ")");
    /** As {@code openssl x509} prints it with {@code -serial} or {@code -text}; octets apart have two digits each, or it could not be told what stands between them. */
    private static final Pattern SERIAL = Pattern.compile("(" + NAME + ")/(-?)(?:0[xX])?([0-9a-fA-F]+|[0-9a-fA-F]{1,2}(?::[0-9a-fA-F]{2})+)");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}|[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){31}");
    private static final int MAX_DEVICE = 255;

    private Spelling() {}

    static String of(Target.Kind kind, String value) {
        return switch (kind) {
            case USER -> user(value).group();
            case DEVICE -> device(value);
            case SERIAL -> serial(value);
            case CERTIFICATE -> certificate(value);
        };
    }

    /** Name and provider of a user. Names are an issuer's, so what is in them is not ours to change. */
    static Matcher user(String value) {
        Matcher user = USER.matcher(value);
        if (!user.matches() || user.group(1).isBlank() || !isPrintable(value)) {
            throw new IllegalArgumentException("a user is written name@provider: printable, the provider as the configuration calls it, in lower case");
        }
        return user;
    }

    private static String device(String value) {
        if (value.isBlank() || value.length() > MAX_DEVICE || !isPrintable(value)) {
            throw new IllegalArgumentException("a device is written as the record names it: 1 to " + MAX_DEVICE + " printable characters");
        }
        return value;
    }

    private static String serial(String value) {
        Matcher serial = SERIAL.matcher(value);
        if (value.length() > Target.MAX_CHARS || !serial.matches()) {
            throw new IllegalArgumentException("a serial is written authority/hex, the authority as the configuration calls it, such as laptops/0A1F or laptops/0a:1f");
        }
        return serial.group(1) + '/' + new BigInteger(serial.group(2) + serial.group(3).replace(":", ""), 16).toString(16);
    }

    private static String certificate(String value) {
        byte[] digest = DIGEST.matcher(value).matches() ? HexFormat.of().parseHex(value.replace(":", "").toLowerCase(Locale.ROOT)) : base64(value);
        if (digest.length != DIGEST_BYTES) {
            throw new IllegalArgumentException("a certificate is written as the SHA-256 of its DER: 64 hex digits, with or without colons, or 43 characters of base64url");
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    /** No octets when it is none. */
    private static byte[] base64(String value) {
        try {
            return Base64.getUrlDecoder().decode(value);
        } catch (IllegalArgumentException none) {
            return new byte[0];
        }
    }

    /** What is pasted may bring marks along that nobody sees. */
    private static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        });
    }
}
