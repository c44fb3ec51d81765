package dev.postern.pki;

import dev.postern.fuzz.FuzzSeeds;
import dev.postern.fuzz.Text;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;

/**
 * An OCSP answer, octet by octet: a verdict comes out only when what was signed is one of the seeds' answers to this question, and it is that answer's verdict. The first seed is
 * the authority; then come answers by it and by a responder it certified, good and revoked.
 */
public final class OcspAnswerFuzz {

    static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    static final BigInteger SERIAL = BigInteger.valueOf(4711);
    private static final List<byte[]> SEEDS = FuzzSeeds.of("ocsp");
    private static final OcspQuestion QUESTION = question(authority());
    private static final Map<String, OcspVerdict> SIGNED = signed();

    private OcspAnswerFuzz() {}

    static OcspQuestion question(X509Certificate authority) {
        byte[] nonce = new byte[OcspQuestion.NONCE_BYTES];
        Arrays.fill(nonce, (byte) 7);
        return new OcspQuestion(SERIAL, authority, new OcspQuestion.Nonce(nonce, OcspQuestion.NonceRule.OPTIONAL));
    }

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        OcspVerdict verdict;
        try {
            verdict = OcspAnswer.read(data, QUESTION, NOW, Duration.ZERO);
        } catch (OcspException refused) {
            Text.holds(refused.getMessage() != null && refused.getMessage().chars().allMatch(c -> c >= 0x20 && c < 0x7f), "quotes the answer");
            return;
        }
        Text.same(SIGNED.get(tbs(data)), verdict, "an answer that nobody gave is believed");
    }

    private static Map<String, OcspVerdict> signed() {
        Map<String, OcspVerdict> all = new HashMap<>();
        for (byte[] answer : SEEDS.subList(1, SEEDS.size())) {
            try {
                all.put(tbs(answer), OcspAnswer.read(answer, QUESTION, NOW, Duration.ZERO));
            } catch (Exception none) {
                continue; // a seed that is no answer to this question
            }
        }
        if (all.size() < 3) {
            throw new IllegalStateException("seeds: " + all);
        }
        return all;
    }

    private static String tbs(byte[] answer) throws Exception {
        return Text.hex(((BasicOCSPResp) new OCSPResp(answer).getResponseObject()).getTBSResponseData());
    }

    private static X509Certificate authority() {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(SEEDS.getFirst()));
        } catch (CertificateException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
