package dev.postern.detector;

import dev.postern.checksum.Base58Check;
import dev.postern.checksum.Bech32;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * Addresses of cryptocurrencies: Bitcoin, Litecoin, Dogecoin, Dash and Tron in Base58 with a check of 32 bits (pay to key and to script, their test networks as well), Bitcoin and Litecoin in Bech32
 * with one of 30 (BIP 173, BIP 350), Ethereum as {@code 0x} and forty hexadecimal digits, whose capitals are a check (EIP-55). One that is written in small letters alone has no check.
 *
 * <p>Example: {@code bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq}.
 */
final class CryptoAddress {

    private static final int BASE_58 = 94;
    private static final int BECH_32 = 95;
    private static final int ETHEREUM = 93;
    private static final int UNCHECKED = 40;

    /** First octets: Bitcoin 0, 5, 111, 196; Litecoin 48, 50; Dogecoin 30, 22; Dash 76, 16; Tron 65. */
    private static final Set<Integer> VERSIONS = Set.of(0, 5, 111, 196, 48, 50, 30, 22, 76, 16, 65);
    private static final int VERSION_AND_HASH_OCTETS = 21;

    static final Detector DETECTOR = Detector.of(InfoType.of("CRYPTO", Category.FINANCIAL, "cryptocurrency address", "CRYPTO_ADDRESS"))
            .shape("[123579ADLMTXmn][1-9A-HJ-NP-Za-km-z]{25,34}\\b", BASE_58)
            .shape("(?:bc|tb|ltc)1[02-9ac-hj-np-z]{8,87}\\b|(?:BC|TB|LTC)1[02-9AC-HJ-NP-Z]{8,87}\\b", BECH_32)
            .shape("0x[0-9A-Fa-f]{40}\\b", ETHEREUM)
            .check(CryptoAddress::check)
            .words("wallet", "btc", "bitcoin", "crypto", "ethereum", "eth", "litecoin", "dogecoin", "tron")
            .build();

    private CryptoAddress() {}

    private static int check(Candidate candidate, int confidence) {
        String text = candidate.text();
        return switch (confidence) {
            case BASE_58 -> Base58Check.decode(text).filter(octets -> octets.length == VERSION_AND_HASH_OCTETS && VERSIONS.contains(octets[0] & 0xff)).map(octets -> confidence).orElse(Check.NO);
            case BECH_32 -> Bech32.isWitnessAddress(text.toLowerCase(Locale.ROOT)) ? confidence : Check.NO;
            default -> ethereum(text.substring(2));
        };
    }

    private static int ethereum(String digits) {
        String small = digits.toLowerCase(Locale.ROOT);
        if (digits.equals(small) || digits.equals(digits.toUpperCase(Locale.ROOT))) {
            return digits.chars().distinct().count() > 1 ? UNCHECKED : Check.NO;
        }
        byte[] hash = keccak(small);
        boolean holds = IntStream.range(0, small.length()).filter(i -> Surroundings.letter(small.charAt(i)))
                .allMatch(i -> digits.charAt(i) <= 'F' == ((hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 8) != 0));
        return holds ? ETHEREUM : Check.NO;
    }

    private static byte[] keccak(String text) {
        KeccakDigest digest = new KeccakDigest(256);
        for (int i = 0; i < text.length(); i++) {
            digest.update((byte) text.charAt(i));
        }
        byte[] out = new byte[32];
        digest.doFinal(out, 0);
        return out;
    }
}
