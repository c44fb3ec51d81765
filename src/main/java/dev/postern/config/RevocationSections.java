package dev.postern.config;

import dev.postern.config.DevicesConfig.Nonce;
import dev.postern.config.DevicesConfig.OcspConfig;
import dev.postern.config.DevicesConfig.Whereabouts;
import dev.postern.config.Keys.Key;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How it is learned what an authority has revoked, in the same words whosever certificates they are. */
final class RevocationSections {

    private static final String FROM_CERTIFICATES = "from-certificates";

    static final Section<OcspConfig> OCSP = ocspSection();

    private RevocationSections() {}

    /** The keys, declared within a section. */
    record Revocation(Key<List<Located<Path>>> crls, Key<Duration> crlGrace, Key<List<Located<Whereabouts>>> crlUrls, Key<Duration> crlRefresh, Key<Optional<OcspConfig>> ocsp,
            Key<List<Cidr>> networks) {}

    static Revocation in(Keys keys) {
        Key<List<Located<Path>>> crls = keys.many("crls", Lists.oneOrMore(FileShapes.existing()),
                "Files with its revocation lists, PEM or DER; watched and reloaded.");
        Key<Duration> grace = keys.optional("crl-grace", Quantities.duration("0s", "30d"), "0s",
                "How long after its next update a revocation list is still believed; after that it cannot be told from it whether a certificate is revoked.");
        Key<List<Located<Whereabouts>>> urls = keys.many("crl-urls", Lists.oneOrMore(Scalars.located(whereabouts())),
                "Where its revocation lists are fetched: addresses, or from-certificates for the distribution points that its certificates name.");
        Key<Duration> refresh = keys.optional("crl-refresh", Quantities.duration("1s", "30d"), "1h",
                "How often revocation lists are fetched again; they are before their next update.");
        Key<Optional<OcspConfig>> ocsp = keys.maybe("ocsp", OCSP, "Asks responders about the certificates of this authority.");
        Key<List<Cidr>> networks = keys.many("revocation-networks", Lists.oneOrMore(ListenSections.cidr()),
                "Private networks where distribution points and responders named by certificates may be; they are reached on the public internet alone otherwise.");
        return new Revocation(crls, grace, urls, refresh, ocsp, networks);
    }

    private static Section<OcspConfig> ocspSection() {
        Keys keys = new Keys("Asks OCSP responders (RFC 6960) about the certificates of an authority.");
        Key<Located<Whereabouts>> url = keys.required("url", Scalars.located(whereabouts()),
                "The responder's address, or from-certificates for those that its certificates name.");
        Key<Duration> refresh = keys.optional("refresh", Quantities.duration("1s", "7d"), "15m", "How often a responder is asked again about a certificate in use.");
        Key<Duration> maxAge = keys.optional("max-age", Quantities.duration("1s", "30d"), "24h", "How long an answer is believed at most.");
        Key<Duration> grace = keys.optional("grace", Quantities.duration("0s", "30d"), "0s", "How long after its next update an answer is still believed.");
        Key<Nonce> nonce = keys.optional("nonce", Scalars.choice(Nonce.values()), "optional",
                "required: an answer must repeat the random number of the question, so that none can be replayed.");
        return keys.to(v -> new OcspConfig(v.get(url), v.get(refresh), v.get(maxAge), v.get(grace), v.get(nonce)));
    }

    /** Plain http is normal: what is fetched is signed. */
    private static TextShape<Whereabouts> whereabouts() {
        return new TextShape<>("http://host/path, https://host/path or from-certificates", text -> text.equals(FROM_CERTIFICATES)
                ? new Whereabouts.FromCertificates() : new Whereabouts.At(UriText.web(text)), Json.pattern("^(from-certificates|https?://[^#]+)$"));
    }
}
