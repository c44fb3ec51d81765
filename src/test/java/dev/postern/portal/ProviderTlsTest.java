package dev.postern.portal;

import static dev.postern.portal.PortalLab.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Endpoint;
import dev.postern.config.IdentityConfig.SessionsConfig.DeviceBinding;
import dev.postern.config.InvalidConfigException;
import dev.postern.config.Located;
import dev.postern.config.ProviderConfig;
import dev.postern.demo.DevIdentityProvider;
import dev.postern.demo.DevOptions;
import dev.postern.exchange.Reason;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A provider is believed when the authorities named for it vouch for its name, and not otherwise. */
@QuarkusTest
@Tag("quarkus")
final class ProviderTlsTest {

    private static final SelfSignedCertificate LOCALHOST = SelfSignedCertificate.create("localhost");
    private static final SelfSignedCertificate OTHER = SelfSignedCertificate.create("localhost");
    private static final SelfSignedCertificate WRONG_NAME = SelfSignedCertificate.create("elsewhere.test");

    @RegisterExtension
    final PortalLab lab = new PortalLab();

    private Browser.Answer start(SelfSignedCertificate shown, Optional<String> trusted) {
        PemKeyCertOptions certificate = new PemKeyCertOptions().setCertPath(shown.certificatePath()).setKeyPath(shown.privateKeyPath());
        DevIdentityProvider provider = await(DevIdentityProvider.start(lab.vertx,
                DevOptions.of(PortalLab.CLIENT_SECRET, PortalLab.USERS).withAddress(new Endpoint("localhost", 0)).withTls(certificate)));
        try {
            lab.configure(DeviceBinding.NONE, configured(provider.issuer(), trusted));
            lab.clock.advance(Duration.ofSeconds(5));
            return lab.browser().get(lab.at("/.postern/sign-in/secure?return=/"));
        } finally {
            await(provider.goAway());
        }
    }

    private static ProviderConfig configured(String issuer, Optional<String> trusted) {
        return new ProviderConfig(Located.of("secure"), "Secure", Located.of(URI.create(issuer)), "postern", Optional.of(PortalLab.CLIENT_SECRET), List.of(),
                "preferred_username", "groups", trusted.map(Path::of).map(Located::of));
    }

    @Test
    void theProvidersCertificateIsJudgedByTheAuthoritiesNamedForIt() {
        assertEquals(303, start(LOCALHOST, Optional.of(LOCALHOST.certificatePath())).status());
        assertEquals(Reason.SIGN_IN_UNAVAILABLE.code(), start(OTHER, Optional.of(LOCALHOST.certificatePath())).body());
        assertEquals(Reason.SIGN_IN_UNAVAILABLE.code(), start(WRONG_NAME, Optional.of(WRONG_NAME.certificatePath())).body());
        assertEquals(Reason.SIGN_IN_UNAVAILABLE.code(), start(LOCALHOST, Optional.empty()).body(), "the platform's authorities do not know it");
    }

    @Test
    void whatCannotBeUsedIsReportedAllAtOnce() {
        InvalidConfigException invalid = Assertions.assertThrows(InvalidConfigException.class, () -> lab.configure(DeviceBinding.NONE,
                configured("http://idp.corp.test", Optional.empty()),
                configured("https://idp.corp.test/?x=1", Optional.of("/does/not/exist.pem"))));
        assertEquals(3, invalid.problems().size(), invalid.toString());
        assertTrue(invalid.getMessage().contains("http://idp.corp.test") && invalid.getMessage().contains("/does/not/exist.pem"), invalid.getMessage());
    }
}
