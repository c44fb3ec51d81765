package dev.postern.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.pki.CertificateSpec.Constraints;
import dev.postern.pki.CertificateSpec.KeyKind;
import dev.postern.pki.CertificateSpec.Role;
import dev.postern.pki.CertificateSpec.Usage;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChainValidatorTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final CertificateAuthority ROOT = CertificateAuthority.root("Root", CLOCK);
    private static final CertificateAuthority SUB = ROOT.intermediate("Sub");
    private static final CertificateAuthority OTHER = CertificateAuthority.root("Other", CLOCK);
    private static final Usage CLIENT = new Usage(OptionalInt.of(KeyUsage.digitalSignature), Set.of(Purpose.CLIENT));
    private static final Usage NOTHING_SAID = new Usage(OptionalInt.empty(), Set.of());
    private static final Usage SIGNS_CERTIFICATES = new Usage(OptionalInt.of(KeyUsage.keyCertSign | KeyUsage.cRLSign), Set.of());

    private static ChainVerdict validate(List<X509Certificate> chain) {
        return validate(ROOT, chain);
    }

    private static ChainVerdict validate(CertificateAuthority root, List<X509Certificate> chain) {
        return new ChainValidator(List.of(root.certificate()), Purpose.CLIENT).validate(chain, NOW);
    }

    private static CertificateSpec leaf() {
        return ROOT.deviceSpec("laptop-17");
    }

    private static CertificateSpec authority(String name) {
        return CertificateAuthority.authoritySpec(name, NOW);
    }

    private static List<X509Certificate> chain(X509Certificate... certificates) {
        return List.of(certificates);
    }

    static Stream<Arguments> good() {
        KeyMaterial deep = SUB.device("laptop-17");
        KeyMaterial stranger = OTHER.device("stranger");
        return Stream.of(
                Arguments.of("issued by the root", ROOT.device("laptop-17").chain()),
                Arguments.of("issued by an intermediate", deep.chain()),
                Arguments.of("with the root", chain(deep.leaf(), SUB.certificate(), ROOT.certificate())),
                Arguments.of("issuers in another order", chain(deep.leaf(), ROOT.certificate(), SUB.certificate())),
                Arguments.of("with certificates that do not belong to it",
                        chain(deep.leaf(), OTHER.certificate(), stranger.leaf(), SUB.certificate())),
                Arguments.of("with certificates twice", chain(deep.leaf(), SUB.certificate(), SUB.certificate(), deep.leaf())),
                Arguments.of("no usage said", ROOT.issue(leaf().withUsage(NOTHING_SAID)).chain()),
                Arguments.of("no basic constraints",
                        ROOT.issue(leaf().withConstraints(new Constraints(Role.UNSAID, OptionalInt.empty(), List.of(), List.of()))).chain()),
                Arguments.of("RSA", ROOT.issue(leaf().withKey(KeyKind.RSA_2048)).chain()),
                Arguments.of("Ed25519", ROOT.issue(leaf().withKey(KeyKind.ED25519)).chain()),
                Arguments.of("client and server",
                        ROOT.issue(leaf().withUsage(new Usage(OptionalInt.of(KeyUsage.digitalSignature),
                                Set.of(Purpose.CLIENT, Purpose.SERVER)))).chain()),
                Arguments.of("intermediate for clients", ROOT.intermediate(authority("Clients").withUsage(
                        new Usage(OptionalInt.of(KeyUsage.keyCertSign), Set.of(Purpose.CLIENT)))).device("laptop-17").chain()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void believes(String what, List<X509Certificate> chain) {
        ChainVerdict.Valid valid = assertInstanceOf(ChainVerdict.Valid.class, validate(chain));
        assertEquals(chain.getFirst(), valid.path().leaf());
        assertEquals(ROOT.certificate(), valid.path().anchor());
    }

    static Stream<Arguments> untrusted() {
        CertificateAuthority serverOnly =
                ROOT.intermediate(authority("Servers").withUsage(new Usage(OptionalInt.of(KeyUsage.keyCertSign), Set.of(Purpose.SERVER))));
        CertificateAuthority noSigner =
                ROOT.intermediate(authority("No signer").withUsage(new Usage(OptionalInt.of(KeyUsage.digitalSignature), Set.of())));
        CertificateAuthority short0 =
                ROOT.intermediate(authority("Short").withConstraints(new Constraints(Role.AUTHORITY, OptionalInt.of(0), List.of(), List.of())));
        CertificateAuthority permitted = ROOT.intermediate(authority("Permitted").withConstraints(
                new Constraints(Role.AUTHORITY, OptionalInt.empty(), List.of(San.dns("corp.test")), List.of())));
        CertificateAuthority excluded = ROOT.intermediate(authority("Excluded").withConstraints(
                new Constraints(Role.AUTHORITY, OptionalInt.empty(), List.of(), List.of(San.dns("corp.test")))));
        CertificateAuthority weak = ROOT.intermediate(authority("Weak").withKey(KeyKind.RSA_1024));
        // A device that tries to be an authority: its certificate is no authority's, and it issues all the same.
        CertificateAuthority device = CertificateAuthority.of(ROOT.device("laptop-17"), CLOCK);
        CertificateAuthority unsaid =
                ROOT.intermediate(authority("Unsaid").withConstraints(new Constraints(Role.UNSAID, OptionalInt.empty(), List.of(), List.of())));
        return Stream.of(
                Arguments.of("for servers only",
                        ROOT.issue(leaf().withUsage(new Usage(OptionalInt.of(KeyUsage.digitalSignature), Set.of(Purpose.SERVER)))).chain(),
                                "extended key usage"),
                Arguments.of("may not sign",
                        ROOT.issue(leaf().withUsage(new Usage(OptionalInt.of(KeyUsage.keyEncipherment), Set.of(Purpose.CLIENT)))).chain(),
                                "key usage"),
                Arguments.of("leaf that may sign certificates", ROOT.issue(leaf().withUsage(
                        new Usage(OptionalInt.of(KeyUsage.digitalSignature | KeyUsage.keyCertSign), Set.of(Purpose.CLIENT)))).chain(), "key usage"),
                Arguments.of("an authority as the leaf", SUB.material().chain(), "authority"),
                Arguments.of("the root as the leaf", ROOT.material().chain(), "authority"),
                Arguments.of("issued by a device", device.device("evil").chain(), "no authority"),
                Arguments.of("issued by one that does not say it is an authority", unsaid.device("evil").chain(), "no authority"),
                Arguments.of("issued by an intermediate for servers", serverOnly.device("laptop-17").chain(), "not for CLIENT"),
                Arguments.of("issued by an intermediate that may not issue", noSigner.device("laptop-17").chain(), "may not sign"),
                Arguments.of("longer than an intermediate allows", short0.intermediate("Too deep").device("laptop-17").chain(), "PATH_TOO_LONG"),
                Arguments.of("outside permitted names", permitted.device("laptop-17.evil.test").chain(), "name constraints"),
                Arguments.of("suffix that is no subdomain", permitted.device("evilcorp.test").chain(), "name constraints"),
                Arguments.of("inside excluded names", excluded.device("laptop-17.CORP.test").chain(), "name constraints"),
                Arguments.of("weak key", ROOT.issue(leaf().withKey(KeyKind.RSA_1024)).chain(), "too weak"),
                Arguments.of("weak key of an intermediate", weak.device("laptop-17").chain(), "too weak"),
                Arguments.of("NUL in a name", ROOT.issue(leaf().withNames(San.dns("laptop-17\0.evil.test"))).chain(), "visible ASCII"),
                Arguments.of("names that cannot be read", ROOT.issue(leaf().withNames(San.uri("http://[bad"))).chain(), "names cannot be read"),
                Arguments.of("too many", Collections.nCopies(9, ROOT.device("laptop-17").leaf()), "1 to 8"),
                Arguments.of("none", List.<X509Certificate>of(), "1 to 8"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("untrusted")
    void refuses(String what, List<X509Certificate> chain, String why) {
        ChainVerdict.Untrusted verdict = assertInstanceOf(ChainVerdict.Untrusted.class, validate(chain));
        assertTrue(verdict.why().contains(why), verdict.why());
    }

    static Stream<Arguments> strangers() {
        KeyMaterial stranger = OTHER.device("laptop-17");
        CertificateAuthority twin = CertificateAuthority.root("Root", CLOCK);
        X509Certificate good = ROOT.device("laptop-17").leaf();
        return Stream.of(
                Arguments.of("another root", stranger.chain()),
                Arguments.of("another root of the same name", twin.device("laptop-17").chain()),
                Arguments.of("another root of the same name, with ours", chain(twin.device("laptop-17").leaf(), ROOT.certificate())),
                Arguments.of("a good certificate that is not the first", chain(stranger.leaf(), good, ROOT.certificate())),
                Arguments.of("a good intermediate that did not issue it", chain(stranger.leaf(), SUB.certificate(), ROOT.certificate())),
                Arguments.of("intermediate missing", chain(SUB.device("laptop-17").leaf())),
                Arguments.of("self-signed", CertificateAuthority.root(leaf(), CLOCK).material().chain()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strangers")
    void doesNotKnow(String what, List<X509Certificate> chain) {
        assertInstanceOf(ChainVerdict.Stranger.class, validate(chain));
    }

    @Test
    void expiredAndNotYetValidAreToldApart() {
        Instant hour = NOW.minus(Duration.ofHours(1));
        assertEquals(hour,
                assertInstanceOf(ChainVerdict.Expired.class, validate(ROOT.issue(leaf().valid(hour.minusSeconds(60), hour)).chain())).since());
        Instant later = NOW.plusSeconds(60);
        assertEquals(later,
                assertInstanceOf(ChainVerdict.NotYetValid.class, validate(ROOT.issue(leaf().valid(later, later.plusSeconds(60))).chain())).until());
        KeyMaterial oldIssuer =
                ROOT.intermediate(authority("Old").valid(hour.minusSeconds(60), hour)).issue(leaf().valid(hour.minusSeconds(30),
                        NOW.plusSeconds(30)));
        assertInstanceOf(ChainVerdict.Expired.class, validate(oldIssuer.chain()));
    }

    @Test
    void anExpiredChainOfSomebodyElseIsNoMoreThanUntrusted() {
        Instant hour = NOW.minus(Duration.ofHours(1));
        CertificateSpec expired = leaf().valid(hour.minusSeconds(60), hour);
        assertInstanceOf(ChainVerdict.Stranger.class, validate(OTHER.issue(expired).chain()));
        assertInstanceOf(ChainVerdict.Untrusted.class, validate(CertificateAuthority.of(ROOT.device("d"), CLOCK).issue(expired).chain()));
        assertInstanceOf(ChainVerdict.Untrusted.class, validate(ROOT.intermediate(authority("Old").valid(hour.minusSeconds(60), hour))
                .issue(leaf().valid(NOW.minusSeconds(5), NOW.plusSeconds(5))).chain()), "never valid together");
    }

    static Stream<Arguments> anchorsThatLimitThemselves() {
        return Stream.of(
                Arguments.of("expired", authority("Limited").valid(NOW.minusSeconds(90), NOW.minusSeconds(30)), "outside its validity"),
                Arguments.of("path length",
                        authority("Limited").withConstraints(new Constraints(Role.AUTHORITY, OptionalInt.of(0), List.of(), List.of())), "longer"),
                Arguments.of("names",
                        authority("Limited").withConstraints(new Constraints(Role.AUTHORITY, OptionalInt.empty(), List.of(San.dns("corp.test")),
                                List.of())), "constraints"),
                Arguments.of("servers only", authority("Limited").withUsage(new Usage(OptionalInt.of(KeyUsage.keyCertSign), Set.of(Purpose.SERVER))),
                        "not for CLIENT"),
                Arguments.of("may not issue", authority("Limited").withUsage(new Usage(OptionalInt.of(KeyUsage.cRLSign), Set.of())), "may not sign"),
                Arguments.of("no authority",
                        authority("Limited").withConstraints(new Constraints(Role.UNSAID, OptionalInt.empty(), List.of(), List.of())),
                                "no authority"),
                Arguments.of("weak key", authority("Limited").withKey(KeyKind.RSA_1024), "too weak"));
    }

    /** PKIX itself takes an anchor for granted: without the checks of our own these would be valid. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("anchorsThatLimitThemselves")
    void holdsAnchorsToTheirOwnLimits(String what, CertificateSpec spec, String why) {
        CertificateAuthority root = CertificateAuthority.root(spec, CLOCK);
        KeyMaterial deep = root.intermediate("Sub").issue(leaf());
        assertTrue(assertInstanceOf(ChainVerdict.Untrusted.class, validate(root, deep.chain())).why().contains(why));
    }

    @Test
    void anIntermediateCanBeTheAnchor() {
        assertInstanceOf(ChainVerdict.Valid.class, validate(SUB, SUB.device("laptop-17").chain()));
        assertInstanceOf(ChainVerdict.Stranger.class, validate(SUB, ROOT.device("laptop-17").chain()));
    }

    @Test
    void aBrokenPathDoesNotHideAGoodOne() {
        // Two certificates of one intermediate, same name and key; one of them is expired.
        CertificateAuthority good = ROOT.intermediate("Renewed");
        X509Certificate expired = new Reissue(ROOT, good).certificate(NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofDays(1)));
        X509Certificate leaf = good.device("laptop-17").leaf();
        assertInstanceOf(ChainVerdict.Valid.class, validate(chain(leaf, expired, good.certificate())));
        assertInstanceOf(ChainVerdict.Untrusted.class, validate(chain(leaf, expired)));
    }

    @Test
    void certificatesThatLinkInEveryOrderDoNotCostMuch() {
        CertificateAuthority evil = CertificateAuthority.root("Evil", CLOCK);
        List<X509Certificate> chain = new ArrayList<>(List.of(evil.device("laptop-17").leaf()));
        for (int i = 0; i < 7; i++) {
            chain.add(new Reissue(evil, evil).certificate(NOW.minusSeconds(100 + i), NOW.plusSeconds(100)));
        }
        // Searched without a bound, 7 certificates have 13,700 orders, each with a signature to verify.
        PathFinder.Search search = new PathFinder(List.of(ROOT.certificate())).search(chain);
        assertEquals(0, search.checks(), "nobody vouches for them");
        assertInstanceOf(ChainVerdict.Stranger.class, validate(chain));
        PathFinder.Search own = new PathFinder(List.of(evil.certificate())).search(chain);
        assertTrue(own.checks() <= PathFinder.MAX_CHECKS, "checks: " + own.checks());
    }

    /** Their keys could take seconds to use (an RSA exponent of thousands of bits), so none is used: the authority's own says that it signed none of them. */
    @Test
    void keysOfStrangersAreNeverUsed() throws Exception {
        CertificateAuthority namesake = CertificateAuthority.root(CertificateAuthority.authoritySpec("x", NOW).withSubject(ROOT.certificate().getSubjectX500Principal().getName()), CLOCK);
        List<X509Certificate> chain = new ArrayList<>(List.of(namesake.device("laptop-17").leaf()));
        for (int i = 0; i < 7; i++) {
            chain.add(new Reissue(namesake, namesake).certificate(NOW.minusSeconds(100 + i), NOW.plusSeconds(100)));
        }
        assertEquals(namesake.certificate().getSubjectX500Principal(), ROOT.certificate().getSubjectX500Principal());
        PathFinder.Search search = new PathFinder(List.of(ROOT.certificate())).search(chain);
        assertEquals(8, search.checks(), "the authority's key, once for each certificate");
        assertInstanceOf(ChainVerdict.Stranger.class, validate(chain));
    }
}
