package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * JSON web tokens in compact form, signed (three parts, RFC 7515) or encrypted (five, RFC 7516): the first part, in Base64url, must be an object that names an algorithm. Tokens beyond 4096 octets and
 * those whose first part is longer than 512 are not found.
 *
 * <p>Example: {@code eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.}
 */
final class JsonWebToken {

    static final Detector DETECTOR = Detector.of(InfoType.of("JSON_WEB_TOKEN", Category.CREDENTIAL, "JSON web token", "JWT"))
            .shape("ey[IJK][A-Za-z0-9_-]{8,509}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*", 95)
            .shape("ey[IJK][A-Za-z0-9_-]{8,509}\\.[A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+){3}", 96)
            .check(JsonWebToken::check)
            .words("jwt", "token", "bearer", "authorization")
            .build();

    private JsonWebToken() {}

    private static int check(Candidate candidate, int confidence) {
        String text = candidate.text();
        int end = text.indexOf('.');
        boolean form = end % 4 != 1 && !Surroundings.joinedBefore(candidate);
        return form && namesAnAlgorithm(text.substring(0, end)) ? confidence : Check.NO;
    }

    private static boolean namesAnAlgorithm(String header) {
        String json = new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8).strip();
        return json.startsWith("{") && json.endsWith("}") && json.contains("\"alg\"");
    }
}
