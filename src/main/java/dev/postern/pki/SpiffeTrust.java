package dev.postern.pki;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a TLS peer that proves one of the expected SPIFFE ids, and nobody else: not for a chain alone, not for a host or common name. A server
 * must be good for server authentication, a client for client authentication.
 *
 * <p>The bundles are asked for at each full handshake, so that a rotation affects the next one. <strong>A resumed TLS session does not ask a trust
 * manager at all</strong>: whoever dials must make a new {@code SSLContext} when bundles or expectations are withdrawn, or keep no client sessions.
 * Host name verification must be off: SVIDs name no hosts.
 */
public final class SpiffeTrust extends X509ExtendedTrustManager {

    private final Set<SpiffeId> expected;
    private final Supplier<TrustBundles> bundles;
    private final InstantSource clock;

    /** @throws IllegalArgumentException when nobody is expected */
    public SpiffeTrust(Set<SpiffeId> expected, Supplier<TrustBundles> bundles, InstantSource clock) {
        this.expected = Set.copyOf(expected);
        this.bundles = bundles;
        this.clock = clock;
        if (expected.isEmpty()) {
            throw new IllegalArgumentException("name at least one expected SPIFFE id");
        }
    }

    private void requireExpected(SpiffeId proved) throws CertificateException {
        if (!expected.contains(proved)) {
            throw new CertificateException("the peer is " + proved + ", expected " + expected.stream().map(SpiffeId::toString).sorted().toList());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        requireExpected(SvidValidator.validateServer(List.of(chain), bundles.get(), clock.instant()));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        requireExpected(SvidValidator.validate(List.of(chain), bundles.get(), clock.instant()));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return bundles.get().authorities().toArray(X509Certificate[]::new);
    }
}
