package dev.postern.device;

import dev.postern.config.DevicesConfig.AuthorityConfig;
import dev.postern.config.DevicesConfig.Whereabouts;
import dev.postern.pki.CertificateUrls;
import dev.postern.pki.OcspVerdict;
import dev.postern.pki.RevocationList;
import dev.postern.pki.Revocations;
import dev.postern.pki.Revocations.Need;
import dev.postern.pki.TrustedPath;
import io.vertx.core.Future;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gathers what is known of the revocation of a path: the CRLs of files, those fetched, the verdicts of responders; and asks for what is missing or due. Only certificates on a
 * validated path are asked about, and only they may name addresses.
 */
final class Evidence {

    /** Distribution points that certificates of one authority may name. */
    static final int MAX_LEARNED = 64;

    private static final Duration IN_USE = Duration.ofHours(1);

    /** What is at hand, and what was asked for the first time just now. */
    record Gathered(Revocations revocations, List<Future<Void>> awaited) {}

    private final RevocationNetwork network;
    private final List<RevocationList> files;
    private final Duration crlGrace;
    private final Duration crlRefresh;
    private final Optional<OcspTerms> ocsp;
    private final List<X509Certificate> anchors;
    private final List<CrlPoint> configured;
    private final Optional<Reach> learnable;
    private final Map<URI, CrlPoint> learned = new HashMap<>();
    private final Need need;

    Evidence(AuthorityConfig config, List<RevocationList> files, List<X509Certificate> anchors, RevocationNetwork network) {
        this.network = network;
        this.files = List.copyOf(files);
        this.crlGrace = config.crlGrace();
        this.crlRefresh = config.crlRefresh();
        this.ocsp = config.ocsp().map(terms -> OcspTerms.of(terms, config.revocationNetworks()));
        this.anchors = List.copyOf(anchors);
        this.configured = config.crlUrls().stream().flatMap(where -> where.value() instanceof Whereabouts.At(URI uri)
                ? network.point(uri, new Reach(Reach.NamedBy.OPERATOR, List.of())).stream() : Stream.empty()).toList();
        this.learnable = config.crlUrls().stream().filter(where -> where.value() instanceof Whereabouts.FromCertificates).findFirst()
                .map(where -> new Reach(Reach.NamedBy.CERTIFICATE, config.revocationNetworks()));
        this.need = files.isEmpty() && config.crlUrls().isEmpty() && ocsp.isEmpty() ? Need.NONE : Need.EVIDENCE;
    }

    /** For a validated path alone. */
    Gathered about(TrustedPath path, Instant now) {
        List<Future<Void>> awaited = new ArrayList<>();
        List<RevocationList> lists = new ArrayList<>(files);
        for (CrlPoint point : points(path)) {
            point.ask(issuers(path), crlRefresh, now).ifPresent(awaited::add);
            point.list().ifPresent(lists::add);
        }
        Map<X509Certificate, OcspVerdict> verdicts = new HashMap<>();
        ocsp.ifPresent(terms -> ask(path, terms, now, new Gathering(verdicts, awaited)));
        return new Gathered(new Revocations(need, lists, verdicts, crlGrace), awaited);
    }

    private record Gathering(Map<X509Certificate, OcspVerdict> verdicts, List<Future<Void>> awaited) {}

    private void ask(TrustedPath path, OcspTerms terms, Instant now, Gathering gathering) {
        for (int i = 0; i < path.certificates().size(); i++) {
            X509Certificate certificate = path.certificates().get(i);
            X509Certificate issuer = path.issuerOf(i);
            terms.responderOf(certificate).ifPresent(responder -> {
                OcspCell cell = network.cell(new OcspCell.Subject(certificate.getSerialNumber(), issuer, responder, terms));
                cell.ask(now).ifPresent(gathering.awaited()::add);
                cell.verdict().ifPresent(verdict -> gathering.verdicts().put(certificate, verdict));
            });
        }
    }

    private Set<CrlPoint> points(TrustedPath path) {
        Set<CrlPoint> points = new LinkedHashSet<>(configured);
        learnable.ifPresent(reach -> path.certificates().forEach(certificate ->
                CertificateUrls.crls(certificate).forEach(uri -> learn(uri, reach).ifPresent(points::add))));
        return points;
    }

    private Optional<CrlPoint> learn(URI uri, Reach reach) {
        synchronized (learned) {
            if (!learned.containsKey(uri) && learned.size() < MAX_LEARNED) {
                network.point(uri, reach).ifPresent(point -> learned.put(uri, point));
            }
            return Optional.ofNullable(learned.get(uri));
        }
    }

    private static List<X509Certificate> issuers(TrustedPath path) {
        List<X509Certificate> issuers = new ArrayList<>(path.certificates().subList(1, path.certificates().size()));
        issuers.add(path.anchor());
        return issuers;
    }

    /** Fetches the CRLs whose time has come: those that the operator named, and those that certificates named which are in use. */
    void refresh(Instant now) {
        configured.forEach(point -> point.ask(anchors, crlRefresh, now));
        List<CrlPoint> inUse;
        synchronized (learned) {
            inUse = learned.values().stream().filter(point -> point.usedSince(now.minus(IN_USE))).toList();
        }
        inUse.forEach(point -> point.refresh(crlRefresh, now));
    }
}
