package dev.postern.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.pki.TlsPair.Side;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway as a client in the mesh, over real sockets. */
class MeshTlsTest {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final Instant NOW = CLOCK.instant();
    private static final CertificateAuthority CORP = CertificateAuthority.root("corp root", CLOCK);
    private static final CertificateAuthority PARTNER = CertificateAuthority.root("partner root", CLOCK);
    private static final SpiffeId GATEWAY = SpiffeId.parse("spiffe://corp.test/gateway");
    private static final SpiffeId LEDGER = SpiffeId.parse("spiffe://corp.test/ledger");
    private static final SpiffeId WIKI = SpiffeId.parse("spiffe://corp.test/wiki");

    private final AtomicReference<TrustBundles> bundles = new AtomicReference<>(new TrustBundles(
            Map.of("corp.test", List.of(CORP.certificate()), "partner.test", List.of(PARTNER.certificate()))));
    private final MeshIdentity identity = new MeshIdentity(CORP.intermediate("issuing").svid(GATEWAY));

    private TlsPair to(KeyMaterial upstream) {
        return new TlsPair(new Side(new SniKeyManager(List.of(upstream)), new SpiffeTrust(Set.of(GATEWAY), bundles::get, CLOCK)),
                new Side(identity, new SpiffeTrust(Set.of(LEDGER), bundles::get, CLOCK)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void bothSidesProveWhoTheyAre(String version) throws Exception {
        TlsPair.Seen seen = to(CORP.svid(LEDGER)).handshake((SSLParameters p) -> p.setProtocols(new String[] {version}));
        assertEquals(LEDGER.toString(), SubjectNames.of(seen.server().getFirst()).uris().getFirst());
        assertEquals(identity.material().chain(), seen.client());
    }

    static Stream<Arguments> impostors() {
        return Stream.of(
                Arguments.of("another workload of the mesh", CORP.svid(WIKI),
                        "the peer is spiffe://corp.test/wiki, expected [spiffe://corp.test/ledger]"),
                Arguments.of("the id from another domain's authority", PARTNER.svid(LEDGER), "no authority of its trust domain"),
                Arguments.of("the path in another domain", PARTNER.svid(SpiffeId.parse("spiffe://partner.test/ledger")),
                        "the peer is spiffe://partner.test/ledger"),
                Arguments.of("an unknown authority", CertificateAuthority.root("corp root", CLOCK).svid(LEDGER), "no authority of its trust domain"),
                Arguments.of("only a common name", CORP.issue(CORP.leafSpec("spiffe://corp.test/ledger")), "names no SPIFFE id"),
                Arguments.of("a server certificate of the mesh authority", CORP.server("ledger.corp.test"), "names no SPIFFE id"),
                Arguments.of("an expired SVID", CORP.issue(CORP.svidSpec(LEDGER).valid(NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofDays(1)))),
                        "expired at"),
                Arguments.of("issued by a workload", CertificateAuthority.of(CORP.svid(WIKI), CLOCK).svid(LEDGER), "no authority"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("impostors")
    void impostorsAreNotSpokenTo(String what, KeyMaterial upstream, String why) {
        IOException refused = assertThrows(IOException.class, () -> to(upstream).handshake());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void aRotatedIdentityIsUsedByTheNextHandshake() throws IOException {
        TlsPair pair = to(CORP.svid(LEDGER));
        KeyMaterial before = identity.material();
        String inFlight = identity.getClientAliases("EC", null)[0];
        KeyMaterial next = CORP.svid(GATEWAY);
        identity.replace(next);
        assertEquals(next.chain(), pair.handshake().client());
        assertEquals(before.key(), identity.getPrivateKey(inFlight), "a handshake in flight still finds its key");
        identity.replace(CORP.svid(GATEWAY));
        assertEquals(null, identity.getPrivateKey(inFlight));
    }

    @Test
    void aRotatedBundleIsUsedByTheNextHandshake() throws IOException {
        CertificateAuthority nextRoot = CertificateAuthority.root("corp root", CLOCK);
        TlsPair pair = to(nextRoot.svid(LEDGER));
        assertThrows(IOException.class, pair::handshake);
        bundles.set(TrustBundles.of("corp.test", List.of(CORP.certificate(), nextRoot.certificate())));
        assertEquals(1, pair.handshake().server().size());
        bundles.set(TrustBundles.of("corp.test", List.of(CORP.certificate())));
        assertThrows(IOException.class, pair::handshake);
    }

    @Test
    void aServerRefusesAClientOfAnotherId() {
        identity.replace(CORP.svid(WIKI));
        assertTrue(assertThrows(IOException.class, () -> to(CORP.svid(LEDGER)).handshake()).getMessage() != null);
    }

    @Test
    void nobodyExpectedIsAnError() {
        assertThrows(IllegalArgumentException.class, () -> new SpiffeTrust(Set.of(), bundles::get, CLOCK));
    }
}
