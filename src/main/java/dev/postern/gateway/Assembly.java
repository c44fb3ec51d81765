package dev.postern.gateway;

import dev.postern.config.PosternConfig;
import dev.postern.config.Problems;
import dev.postern.dlp.LossPrevention;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.RequestFacts;
import dev.postern.firewall.Firewall;
import dev.postern.identity.AssertionSigner;
import dev.postern.identity.Authenticator;
import dev.postern.identity.IdentityParts;
import dev.postern.identity.SessionStore;
import dev.postern.inspect.Inspector;
import dev.postern.malware.Malware;
import dev.postern.page.Pages;
import dev.postern.pki.SvidValidator;
import dev.postern.policy.Decision;
import dev.postern.portal.AppList;
import dev.postern.portal.BackchannelLogout;
import dev.postern.portal.Portal;
import dev.postern.signin.ProviderRefresher;
import dev.postern.signin.Providers;
import dev.postern.signin.ReturnPath;
import dev.postern.signin.SignInFlow;
import dev.postern.trace.SpanCounts;
import dev.postern.trace.Tracing;
import dev.postern.upstream.Forwarder;
import dev.postern.upstream.Upstreams;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The one place that builds things. A {@link Snapshot} is made of a {@link Blueprint}, of what outlives configurations, and of the snapshot before, from which connections, keys and
 * sign-ins under way are taken over where their configuration did not change.
 */
final class Assembly {

    /** Every inspector, in the order they look at messages. A new one is a package and a line here. */
    static List<Inspector> inspectors(InstantSource clock) {
        return List.of(Firewall.empty(clock), Malware.empty(), LossPrevention.empty());
    }

    private final Surroundings surroundings;
    private final Pages pages;
    private final SessionStore sessions;
    private final MeshMaterial mesh;
    private final BackchannelLogout.Parts logouts;
    private final SpanCounts spans = new SpanCounts();

    Assembly(Surroundings surroundings, Pages pages, SessionStore sessions, MeshMaterial mesh, BackchannelLogout.Parts logouts) {
        this.surroundings = surroundings;
        this.pages = pages;
        this.sessions = sessions;
        this.mesh = mesh;
        this.logouts = logouts;
    }

    /** What has become of the spans of all snapshots. */
    SpanCounts spans() {
        return spans;
    }

    /** @throws dev.postern.config.InvalidConfigException with everything that is wrong; then nothing has changed */
    Snapshot snapshot(Blueprint blueprint, Optional<Snapshot> before) {
        PosternConfig config = blueprint.config();
        Problems problems = new Problems();
        Providers providers = before.map(Snapshot::providers).orElseGet(() -> Providers.none(surroundings.oidc(), surroundings.clock()))
                .next(config.identity().providers(), problems);
        AssertionSigner signer = AssertionSigner.compile(config.identity().assertion(), before.map(Snapshot::signer), surroundings.clock(), problems);
        IdentityParts parts = identityParts(blueprint, providers);
        Authenticator authenticator = before.map(was -> was.authenticator().next(config.identity(), parts, problems))
                .orElseGet(() -> Authenticator.compile(config.identity(), parts, problems));
        Upstreams upstreams = before.map(Snapshot::upstreams).orElseGet(Upstreams::none).next(config.upstreams(), config.mesh(),
                new Upstreams.Surroundings(surroundings.vertx(), mesh.credentials(), surroundings.clock(), surroundings.lookup()), problems);
        Forwarder forwarder = Forwarder.compile(blueprint.routes(), upstreams, problems);
        if (!problems.isEmpty()) {
            before.map(Snapshot::authenticator).ifPresentOrElse(authenticator::retire, authenticator::close);
            upstreams.retire(before.map(Snapshot::upstreams).orElseGet(Upstreams::none));
        }
        problems.throwIfAny();
        Portal portal = portal(blueprint, providers, authenticator, signer);
        return new Snapshot(blueprint, authenticator, signer, providers, portal, upstreams, forwarder, tracing(config, before));
    }

    private Tracing tracing(PosternConfig config, Optional<Snapshot> before) {
        return before.map(was -> was.tracing().next(config.telemetry().traces()))
                .orElseGet(() -> Tracing.start(config.telemetry().traces(), new Tracing.Ground(Product.VERSION, surroundings.clock(), spans)));
    }

    private IdentityParts identityParts(Blueprint blueprint, Providers providers) {
        return new IdentityParts(surroundings.vertx(), surroundings.clock(), sessions, new ProviderRefresher(providers),
                (chain, now) -> SvidValidator.validate(chain, blueprint.materials().workloads(), now), logouts.budget());
    }

    private Portal portal(Blueprint blueprint, Providers providers, Authenticator authenticator, AssertionSigner signer) {
        return new Portal(new Portal.Parts(
                pages,
                providers,
                new SignInFlow(providers, authenticator.sessions()),
                authenticator.sessions(),
                new AppList(blueprint.routes().routes(), attempt -> blueprint.policy().decide(attempt) instanceof Decision.Allow),
                (facts, back) -> providersOf(blueprint, wanted(facts, back)),
                logouts,
                signer::jwks));
    }

    /** What a person will ask for on coming back. */
    private static RequestFacts wanted(RequestFacts asked, ReturnPath back) {
        int mark = back.value().indexOf('?');
        CanonicalPath path = CanonicalPath.parse(mark < 0 ? back.value() : back.value().substring(0, mark));
        String query = mark < 0 ? "" : back.value().substring(mark + 1);
        return new RequestFacts(asked.id(), asked.receivedAt(), asked.protocol(), "GET", asked.authority(), path, query, asked.headers(), asked.client());
    }

    /** The providers that the route a person wants to reach asks for. */
    private static List<String> providersOf(Blueprint blueprint, RequestFacts wanted) {
        return blueprint.routes().match(wanted)
                .map(match -> match.route().config().providers().stream().map(name -> name.value()).toList())
                .orElse(List.of());
    }
}
