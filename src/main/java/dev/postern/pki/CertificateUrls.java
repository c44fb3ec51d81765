package dev.postern.pki;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Where a certificate says that its revocation state can be learned: the HTTP addresses of its CRL distribution points (RFC 5280 §4.2.1.13) and of its OCSP responders
 * (§4.2.2.1). Other schemes, points of other issuers and points for some reasons only are passed over; so is an extension that cannot be read.
 *
 * <p>Whoever makes a certificate chooses what stands there: ask only for certificates on a path that has been validated, and dial only what a guard permits.
 */
public final class CertificateUrls {

    /** Of one certificate and one kind; the rest is not looked at. */
    static final int MAX_URLS = 4;
    private static final int MAX_LENGTH = 2_048;
    private static final int MAX_PORT = 65_535;
    private static final String DISTRIBUTION_POINTS = "2.5.29.31";
    private static final String AUTHORITY_INFORMATION = "1.3.6.1.5.5.7.1.1";

    private CertificateUrls() {}

    public static List<URI> crls(X509Certificate certificate) {
        return urls(certificate, DISTRIBUTION_POINTS, value -> Arrays.stream(CRLDistPoint.getInstance(value).getDistributionPoints())
                .filter(point -> point.getDistributionPoint() != null && point.getCRLIssuer() == null && point.getReasons() == null)
                .flatMap(point -> CrlScope.fullNames(point.getDistributionPoint())));
    }

    public static List<URI> responders(X509Certificate certificate) {
        return urls(certificate, AUTHORITY_INFORMATION, value -> Arrays.stream(AuthorityInformationAccess.getInstance(value).getAccessDescriptions())
                .filter(access -> access.getAccessMethod().equals(AccessDescription.id_ad_ocsp)).map(AccessDescription::getAccessLocation));
    }

    private static List<URI> urls(X509Certificate certificate, String extension, Function<byte[], Stream<GeneralName>> names) {
        byte[] value = certificate.getExtensionValue(extension);
        if (value == null) {
            return List.of();
        }
        try {
            return names.apply(ASN1OctetString.getInstance(value).getOctets())
                    .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier).map(name -> name.getName().toString())
                    .flatMap(CertificateUrls::web).distinct().limit(MAX_URLS).toList();
        } catch (RuntimeException broken) {
            return List.of();
        }
    }

    private static Stream<URI> web(String text) {
        if (text.length() > MAX_LENGTH || !text.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            return Stream.empty();
        }
        try {
            URI uri = URI.create(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean usable = (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
                    && uri.getPort() != 0 && uri.getPort() <= MAX_PORT;
            return usable ? Stream.of(uri) : Stream.empty();
        } catch (IllegalArgumentException notAUri) {
            return Stream.empty();
        }
    }
}
