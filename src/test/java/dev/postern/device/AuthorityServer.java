package dev.postern.device;

import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.KeyMaterial;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.math.BigInteger;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority's HTTP server on loopback: gives out a CRL, and answers OCSP questions as the test wants, lies included. */
public final class AuthorityServer {

    public enum Status { GOOD, REVOKED, UNKNOWN }

    public enum Nonce { REPEATED, LEFT_OUT, WRONG }

    /** How the next answers are made. */
    public record Manner(Status status, Instant thisUpdate, Optional<Instant> nextUpdate, KeyMaterial signer, BigInteger serialShift, Nonce nonce) {

        public Manner status(Status other) {
            return new Manner(other, thisUpdate, nextUpdate, signer, serialShift, nonce);
        }

        Manner during(Instant from, Instant until) {
            return new Manner(status, from, Optional.of(until), signer, serialShift, nonce);
        }

        Manner openEnded() {
            return new Manner(status, thisUpdate, Optional.empty(), signer, serialShift, nonce);
        }

        Manner signedBy(KeyMaterial other) {
            return new Manner(status, thisUpdate, nextUpdate, other, serialShift, nonce);
        }

        Manner aboutAnother() {
            return new Manner(status, thisUpdate, nextUpdate, signer, BigInteger.ONE, nonce);
        }

        Manner nonce(Nonce other) {
            return new Manner(status, thisUpdate, nextUpdate, signer, serialShift, other);
        }
    }

    /** Something else than an answer. */
    public interface Rudeness {
        void handle(HttpServerRequest request);
    }

    final AtomicInteger questions = new AtomicInteger();
    final AtomicInteger fetches = new AtomicInteger();
    final CertificateAuthority authority;
    private final HttpServer server;
    volatile Manner manner;
    public volatile byte[] crl = new byte[0];
    public volatile Optional<Rudeness> rude = Optional.empty();

    public AuthorityServer(Vertx vertx, CertificateAuthority authority) throws Exception {
        this.authority = authority;
        this.manner = fresh();
        this.server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0)).requestHandler(this::handle)
                .listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    public Manner fresh() {
        Instant now = Instant.now();
        return new Manner(Status.GOOD, now.minusSeconds(1), Optional.of(now.plus(Duration.ofHours(1))), authority.material(), BigInteger.ZERO, Nonce.REPEATED);
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }

    private void handle(HttpServerRequest request) {
        (request.path().endsWith(".crl") ? fetches : questions).incrementAndGet();
        if (rude.isPresent()) {
            rude.get().handle(request);
        } else if (request.path().endsWith(".crl")) {
            request.response().end(Buffer.buffer(crl));
        } else {
            request.body().onSuccess(body -> request.response().putHeader("content-type", "application/ocsp-response").end(Buffer.buffer(answer(body.getBytes(0, body.length()), manner))));
        }
    }

    public static byte[] answer(byte[] question, Manner manner) {
        try {
            OCSPReq asked = new OCSPReq(question);
            CertificateID id = asked.getRequestList()[0].getCertID();
            CertificateID about = CertificateID.deriveCertificateID(id, id.getSerialNumber().add(manner.serialShift()));
            CertificateStatus status = switch (manner.status()) {
                case GOOD -> CertificateStatus.GOOD;
                case REVOKED -> new org.bouncycastle.cert.ocsp.RevokedStatus(Date.from(manner.thisUpdate()));
                case UNKNOWN -> new org.bouncycastle.cert.ocsp.UnknownStatus();
            };
            var builder = new BasicOCSPRespBuilder(new RespID(new JcaX509CertificateHolder(manner.signer().leaf()).getSubject()));
            builder.addResponse(about, status, Date.from(manner.thisUpdate()), manner.nextUpdate().map(Date::from).orElse(null));
            Extension nonce = asked.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
            switch (manner.nonce()) {
                case REPEATED -> builder.setResponseExtensions(new Extensions(nonce));
                case WRONG -> builder.setResponseExtensions(new Extensions(new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false,
                        new org.bouncycastle.asn1.DEROctetString(new byte[32]).getEncoded())));
                case LEFT_OUT -> { }
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(manner.signer().key());
            var basic = builder.build(signer, new X509CertificateHolder[] {new JcaX509CertificateHolder(manner.signer().leaf())}, Date.from(manner.thisUpdate()));
            return new OCSPRespBuilder().build(OCSPResp.SUCCESSFUL, basic).getEncoded();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A responder's certificate, signed by the authority, for OCSP when {@code purpose} says so. */
    static KeyMaterial responder(CertificateAuthority authority, KeyPurposeId purpose) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var pair = generator.generateKeyPair();
        PrivateKey key = authority.material().key();
        X509Certificate issuer = authority.certificate();
        var builder = new JcaX509v3CertificateBuilder(new JcaX509CertificateHolder(issuer).getSubject(), BigInteger.valueOf(System.nanoTime()),
                Date.from(Instant.now().minusSeconds(60)), Date.from(Instant.now().plus(Duration.ofDays(1))), new X500Name("CN=Responder"), pair.getPublic());
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
        return new KeyMaterial(pair.getPrivate(),
                java.util.List.of(new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)))));
    }

    public void close() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
