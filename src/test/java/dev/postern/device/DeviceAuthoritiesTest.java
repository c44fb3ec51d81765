package dev.postern.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.DevicesConfig;
import dev.postern.config.DevicesConfig.AuthorityConfig;
import dev.postern.config.Located;
import dev.postern.config.Position;
import dev.postern.config.Problem;
import dev.postern.config.Problems;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.CrlSpec;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.PemFiles;
import dev.postern.pki.San;
import dev.postern.pki.Thumbprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceAuthoritiesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final CertificateAuthority ROOT = CertificateAuthority.root("Device root", CLOCK);
    private static final CertificateAuthority SUB = ROOT.intermediate("Device sub");
    private static final CertificateAuthority OTHER = CertificateAuthority.root("Contractor root", CLOCK);
    private static final Position CERTIFICATES = new Position("postern.yaml", 10, 20);

    @TempDir
    Path directory;

    private int files;

    private Path file() {
        return directory.resolve("file-" + files++);
    }

    private AuthorityConfig authority(String name, CertificateAuthority ca, X509CRL... crls) {
        return authority(name, ca, Duration.ZERO, crls);
    }

    private AuthorityConfig authority(String name, CertificateAuthority ca, Duration grace, X509CRL... crls) {
        Path certificates = file();
        PemFiles.writeCertificates(certificates, List.of(ca.certificate()));
        List<Located<Path>> lists = new ArrayList<>();
        for (X509CRL crl : crls) {
            Path file = file();
            PemFiles.writeCrl(file, crl);
            lists.add(new Located<>(file, new Position("postern.yaml", 11, lists.size() + 1)));
        }
        return new AuthorityConfig(Located.of(name), new Located<>(certificates, CERTIFICATES), lists, grace,
                Map.of("managed", "yes", "unit", "configured"));
    }

    private static DeviceAuthorities compile(AuthorityConfig... authorities) {
        Problems problems = new Problems();
        DeviceAuthorities compiled = DeviceAuthorities.compile(new DevicesConfig(List.of(authorities)), RevocationNetwork.none(), problems);
        assertEquals(List.of(), problems.list());
        return compiled;
    }

    private static List<Problem> problems(AuthorityConfig... authorities) {
        Problems problems = new Problems();
        DeviceAuthorities.compile(new DevicesConfig(List.of(authorities)), RevocationNetwork.none(), problems);
        return problems.list();
    }

    private static X509CRL outdated(CertificateAuthority ca, X509Certificate... revoked) {
        return ca.crl(new CrlSpec(Stream.of(revoked).map(X509Certificate::getSerialNumber).toList(), NOW.minus(HOUR), NOW.minusSeconds(30),
                CrlSpec.Scope.FULL));
    }

    @Test
    void enrolledWithEverythingThatIsKnown() {
        KeyMaterial laptop = SUB.issue(SUB.deviceSpec("laptop-17").withSubject("CN=ignored,OU=Finance,O=Corp"));
        Device.Enrolled enrolled = assertInstanceOf(Device.Enrolled.class, compile(authority("corp", ROOT)).assess(laptop.chain(), NOW));
        assertEquals(new Device.Enrolled("laptop-17", "corp", laptop.leaf().getSerialNumber().toString(16), Thumbprint.of(laptop.leaf()),
                Map.of("managed", "yes", "unit", "configured", "organization", "Corp"), laptop.leaf().getNotAfter().toInstant()), enrolled);
    }

    @Test
    void namesComeFromDnsThenUriThenCommonName() {
        DeviceAuthorities devices = compile(authority("corp", ROOT));
        assertEquals("enrolled:urn:uuid:1", devices.assess(ROOT.issue(ROOT.deviceSpec("cn").withNames(San.uri("urn:uuid:1"))).chain(), NOW).label());
        assertEquals("enrolled:cn", devices.assess(ROOT.issue(ROOT.deviceSpec("cn").withNames(San.email("a@b.test"))).chain(), NOW).label());
        assertEquals("enrolled:a.test",
                devices.assess(ROOT.issue(ROOT.deviceSpec("cn").withNames(San.uri("urn:uuid:1"), San.dns("a.test"))).chain(), NOW).label());
        assertInstanceOf(Device.Unknown.class, devices.assess(ROOT.issue(ROOT.deviceSpec("x").withNames().withSubject("O=Nameless")).chain(), NOW));
        assertInstanceOf(Device.Unknown.class, devices.assess(ROOT.issue(ROOT.deviceSpec("x").withNames().withSubject("CN=a\u202eb")).chain(), NOW),
                "a name that reads otherwise than it is");
        assertInstanceOf(Device.Unknown.class, devices.assess(ROOT.issue(ROOT.deviceSpec("x").withNames().withSubject("CN=a\\0Ab")).chain(), NOW),
                "a line break");
    }

    @Test
    void absentUnknownAndTooLong() {
        DeviceAuthorities devices = compile(authority("corp", ROOT));
        assertInstanceOf(Device.Absent.class, devices.assess(List.of(), NOW));
        KeyMaterial stranger = OTHER.device("laptop-17");
        assertEquals(new Device.Unknown("no device authority known here issued it", Thumbprint.of(stranger.leaf())),
                devices.assess(stranger.chain(), NOW));
        assertInstanceOf(Device.Unknown.class, devices.assess(java.util.Collections.nCopies(9, ROOT.device("d").leaf()), NOW));
        assertInstanceOf(Device.Unknown.class, compile().assess(ROOT.device("d").chain(), NOW));
    }

    @Test
    void aServersCertificateOfTheSameAuthorityIsNoDevice() {
        Device device = compile(authority("corp", ROOT)).assess(ROOT.server("gate.test").chain(), NOW);
        assertTrue(assertInstanceOf(Device.Unknown.class, device).why().startsWith("corp: "));
    }

    @Test
    void aDeviceCannotEnrolOthersNorBorrowAChain() {
        DeviceAuthorities devices = compile(authority("corp", ROOT));
        KeyMaterial laptop = ROOT.device("laptop-17");
        assertInstanceOf(Device.Unknown.class, devices.assess(CertificateAuthority.of(laptop, CLOCK).device("evil").chain(), NOW));
        assertInstanceOf(Device.Unknown.class, devices.assess(List.of(OTHER.device("evil").leaf(), laptop.leaf(), ROOT.certificate()), NOW));
    }

    @Test
    void severalAuthoritiesAreToldApart() {
        DeviceAuthorities devices = compile(authority("corp", ROOT), authority("contractors", OTHER));
        assertEquals("corp", assertInstanceOf(Device.Enrolled.class, devices.assess(ROOT.device("a").chain(), NOW)).authority());
        assertEquals("contractors", assertInstanceOf(Device.Enrolled.class, devices.assess(OTHER.device("a").chain(), NOW)).authority());
        assertEquals(List.of(ROOT.certificate(), OTHER.certificate()), devices.acceptedIssuers());
    }

    @Test
    void revokedLeafAndRevokedIntermediate() {
        KeyMaterial laptop = SUB.device("laptop-17");
        DeviceAuthorities leaf = compile(authority("corp", ROOT, ROOT.crl(HOUR), SUB.crl(HOUR, laptop.leaf())));
        assertEquals(new Device.Revoked("laptop-17", "corp", laptop.leaf().getSerialNumber().toString(16), Thumbprint.of(laptop.leaf())),
                leaf.assess(laptop.chain(), NOW));
        assertInstanceOf(Device.Enrolled.class, leaf.assess(SUB.device("laptop-18").chain(), NOW));
        DeviceAuthorities intermediate = compile(authority("corp", ROOT, ROOT.crl(HOUR, SUB.certificate()), SUB.crl(HOUR)));
        assertInstanceOf(Device.Revoked.class, intermediate.assess(laptop.chain(), NOW));
    }

    @Test
    void revokedIsSaidBeforeExpiredAndFromAnOutdatedCrlToo() {
        KeyMaterial expired = ROOT.issue(ROOT.deviceSpec("old").valid(NOW.minus(HOUR), NOW.minusSeconds(1)));
        assertInstanceOf(Device.Revoked.class, compile(authority("corp", ROOT, ROOT.crl(HOUR, expired.leaf()))).assess(expired.chain(), NOW));
        assertInstanceOf(Device.Expired.class, compile(authority("corp", ROOT, ROOT.crl(HOUR))).assess(expired.chain(), NOW));
        assertInstanceOf(Device.Expired.class, compile(authority("corp", ROOT, outdated(ROOT))).assess(expired.chain(), NOW));
        KeyMaterial laptop = ROOT.device("laptop-17");
        assertInstanceOf(Device.Revoked.class, compile(authority("corp", ROOT, outdated(ROOT, laptop.leaf()))).assess(laptop.chain(), NOW));
        KeyMaterial early = ROOT.issue(ROOT.deviceSpec("early").valid(NOW.plusSeconds(5), NOW.plus(HOUR)));
        assertInstanceOf(Device.Expired.class, compile(authority("corp", ROOT)).assess(early.chain(), NOW));
    }

    @Test
    void anOutdatedOrMissingCrlLeavesNobodyEnrolled() {
        KeyMaterial laptop = SUB.device("laptop-17");
        assertTrue(undetermined(compile(authority("corp", ROOT, ROOT.crl(HOUR))), laptop).why().contains("no CRL"));
        assertTrue(undetermined(compile(authority("corp", ROOT, ROOT.crl(HOUR), outdated(SUB))), laptop).why().contains("outdated"));
        assertTrue(undetermined(compile(authority("corp", ROOT, ROOT.crl(HOUR), OTHER.crl(HOUR))), laptop).why().contains("no CRL"));
        assertInstanceOf(Device.Enrolled.class,
                compile(authority("corp", ROOT, Duration.ofMinutes(1), ROOT.crl(HOUR), outdated(SUB))).assess(laptop.chain(), NOW));
    }

    private static Device.Undetermined undetermined(DeviceAuthorities devices, KeyMaterial device) {
        return assertInstanceOf(Device.Undetermined.class, devices.assess(device.chain(), NOW));
    }

    @Test
    void oneAuthorityThatRevokedOutweighsAnotherThatDidNot() {
        KeyMaterial laptop = SUB.device("laptop-17");
        AuthorityConfig root = authority("a-root", ROOT);
        AuthorityConfig sub = authority("b-sub", SUB, SUB.crl(HOUR, laptop.leaf()));
        assertInstanceOf(Device.Revoked.class, compile(root, sub).assess(laptop.chain(), NOW));
        assertInstanceOf(Device.Revoked.class, compile(sub, root).assess(laptop.chain(), NOW));
    }

    @Test
    void verdictsAreKeptForAMinuteAtMostAndNeverPastAChange() {
        DeviceAuthorities devices = compile(authority("corp", ROOT, ROOT.crl(Duration.ofSeconds(50))));
        KeyMaterial laptop = ROOT.issue(ROOT.deviceSpec("laptop-17").valid(NOW.minusSeconds(5), NOW.plusSeconds(30)));
        Device first = devices.assess(laptop.chain(), NOW);
        assertInstanceOf(Device.Enrolled.class, first);
        assertSame(first, devices.assess(new ArrayList<>(laptop.chain()), NOW.plusSeconds(29)));
        assertInstanceOf(Device.Expired.class, devices.assess(laptop.chain(), NOW.plusSeconds(31)));
        KeyMaterial phone = ROOT.device("phone");
        assertInstanceOf(Device.Enrolled.class, devices.assess(phone.chain(), NOW.plusSeconds(49)));
        assertInstanceOf(Device.Undetermined.class, devices.assess(phone.chain(), NOW.plusSeconds(51)), "its CRL is outdated");

        DeviceAuthorities simple = compile(authority("corp", ROOT));
        Device kept = simple.assess(phone.chain(), NOW);
        assertSame(kept, simple.assess(phone.chain(), NOW.plusSeconds(59)));
        assertNotSame(kept, simple.assess(phone.chain(), NOW.plusSeconds(60)));
        assertNotSame(simple.assess(phone.chain(), NOW.plusSeconds(60)), simple.assess(phone.chain(), NOW), "a clock that went back");
    }

    @Test
    void aVerdictIsKeptForItsWholeChain() {
        DeviceAuthorities devices = compile(authority("corp", ROOT));
        KeyMaterial laptop = SUB.device("laptop-17");
        assertInstanceOf(Device.Unknown.class, devices.assess(List.of(laptop.leaf()), NOW), "the intermediate was not sent");
        assertInstanceOf(Device.Enrolled.class, devices.assess(laptop.chain(), NOW));
        assertEquals(2, devices.kept());
    }

    @Test
    void keptVerdictsAreBounded() {
        VerdictCache cache = new VerdictCache(3);
        for (int i = 0; i < 10; i++) {
            cache.keep(new ChainKey(i, 0, 0, 0), new Assessment(new Device.Absent(), Instant.MAX), NOW, 0);
            cache.find(new ChainKey(0, 0, 0, 0), NOW, 0);
        }
        assertEquals(3, cache.size());
        assertTrue(cache.find(new ChainKey(0, 0, 0, 0), NOW, 0).isPresent(), "what is used stays");
        assertEquals(Optional.empty(), cache.find(new ChainKey(7, 0, 0, 0), NOW, 0));
    }

    @Test
    void whatIsWrongIsReportedWhereTheFileIsNamed() throws IOException {
        AuthorityConfig good = authority("corp", ROOT);
        AuthorityConfig missing = new AuthorityConfig(Located.of("m"), new Located<>(directory.resolve("none.pem"), CERTIFICATES),
                List.of(new Located<>(directory.resolve("none.crl"), new Position("postern.yaml", 12, 1))), Duration.ZERO, Map.of());
        List<Problem> found = problems(missing);
        assertEquals(List.of(CERTIFICATES, new Position("postern.yaml", 12, 1)), found.stream().map(Problem::at).toList());
        assertTrue(found.getFirst().message().contains("none.pem does not exist"));

        assertTrue(problems(good, authority("again", ROOT)).getFirst().message().contains("already belongs to the authority corp"));
        CertificateAuthority twin = CertificateAuthority.root("Device root", CLOCK);
        assertTrue(problems(authority("corp", ROOT, twin.crl(HOUR))).getFirst().message().contains("did not sign"));
        X509CRL delta = ROOT.crl(new CrlSpec(List.of(), NOW, NOW.plus(HOUR), new CrlSpec.Scope(CrlSpec.Kind.DELTA, Optional.empty())));
        assertTrue(problems(authority("corp", ROOT, delta)).getFirst().message().contains("delta"));

        Path leaf = file();
        PemFiles.writeCertificates(leaf, List.of(ROOT.device("d").leaf()));
        assertTrue(problems(new AuthorityConfig(Located.of("l"), new Located<>(leaf, CERTIFICATES), List.of(), Duration.ZERO,
                Map.of())).getFirst().message()
                .contains("no authority"));
        Files.writeString(leaf, "garbage");
        assertEquals(1, problems(new AuthorityConfig(Located.of("l"), new Located<>(leaf, CERTIFICATES), List.of(), Duration.ZERO, Map.of())).size());
    }
}
