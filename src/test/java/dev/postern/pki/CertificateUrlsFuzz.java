package dev.postern.pki;

import dev.postern.fuzz.FuzzSeeds;
import dev.postern.fuzz.Text;
import io.vertx.core.http.RequestOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** An extension in which a certificate names where it is revoked: a few plain web addresses that stand in it letter for letter, and are dialled as they read. */
public final class CertificateUrlsFuzz {

    private static final Certificate TEMPLATE = Certificate.getInstance(FuzzSeeds.of("certificate").getFirst());

    private CertificateUrlsFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        sound(data, Extension.cRLDistributionPoints, CertificateUrls::crls);
        sound(data, Extension.authorityInfoAccess, CertificateUrls::responders);
    }

    private interface Reading {
        List<URI> of(X509Certificate certificate);
    }

    private static void sound(byte[] value, ASN1ObjectIdentifier extension, Reading reading) throws IOException {
        X509Certificate certificate;
        try {
            certificate = with(new Extension(extension, false, new DEROctetString(value)));
        } catch (CertificateException refused) {
            return;
        }
        List<URI> urls = reading.of(certificate);
        Text.holds(urls.size() <= CertificateUrls.MAX_URLS, urls.size() + " addresses");
        for (URI url : urls) {
            String text = url.toString();
            Text.holds(Text.latin(value).contains(text), "not written there: " + text);
            Text.holds(text.regionMatches(true, 0, "http://", 0, 7) || text.regionMatches(true, 0, "https://", 0, 8), "no web address: " + text);
            Text.holds(text.chars().allMatch(c -> c > 0x20 && c < 0x7f) && text.indexOf('@') < 0 | text.indexOf('@') > text.indexOf('/', 8), "odd: " + text);
            RequestOptions dialled = new RequestOptions().setAbsoluteURI(text);
            Text.same(url.getHost(), dialled.getHost(), "dialled elsewhere than judged");
            Text.holds(dialled.getPort() > 0 && dialled.getPort() < 65_536, "port of " + text);
        }
    }

    private static X509Certificate with(Extension extension) throws CertificateException, IOException {
        V3TBSCertificateGenerator tbs = new V3TBSCertificateGenerator();
        tbs.setSerialNumber(TEMPLATE.getSerialNumber());
        tbs.setSignature(TEMPLATE.getSignatureAlgorithm());
        tbs.setIssuer(TEMPLATE.getIssuer());
        tbs.setStartDate(TEMPLATE.getStartDate());
        tbs.setEndDate(TEMPLATE.getEndDate());
        tbs.setSubject(TEMPLATE.getSubject());
        tbs.setSubjectPublicKeyInfo(TEMPLATE.getSubjectPublicKeyInfo());
        tbs.setExtensions(new Extensions(extension));
        ASN1EncodableVector whole = new ASN1EncodableVector(3);
        whole.add(tbs.generateTBSCertificate());
        whole.add(TEMPLATE.getSignatureAlgorithm());
        whole.add(TEMPLATE.getSignature());
        byte[] der = new DERSequence(whole).getEncoded();
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
