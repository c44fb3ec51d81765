package dev.postern.upstream;

import dev.postern.config.Located;
import dev.postern.config.MeshConfig;
import dev.postern.config.Problems;
import dev.postern.config.UpstreamConfig;
import dev.postern.pki.FileWatch;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.MeshIdentity;
import dev.postern.pki.Pem;
import dev.postern.pki.SpiffeId;
import dev.postern.pki.TrustBundles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps {@link MeshCredentials} as the files of the configuration say. A change of any of them is in force within about a second; files that cannot be read, or do not fit
 * each other, leave what was in force before, and say so in the log. Reading blocks: not for event loops.
 */
public final class MeshFiles implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MeshFiles.class);

    private final MeshConfig config;
    private final Set<String> trustDomains;
    private final FileWatch watch;
    private final MeshCredentials credentials;
    private final Optional<MeshIdentity> identity;
    private volatile TrustBundles bundles;

    private MeshFiles(MeshConfig config, Set<String> trustDomains, InstantSource clock, Problems problems) {
        this.config = config;
        this.trustDomains = trustDomains;
        this.watch = new FileWatch(this::reload, clock);
        watch.watch(files());
        this.identity = readIdentity(problems).map(MeshIdentity::new);
        this.bundles = BundleReader.read(config.trust(), trustDomains, problems);
        this.credentials = new MeshCredentials(identity, () -> bundles, clock);
    }

    /** Reads all files once and reports what is wrong with them; then the result must only be closed. Nothing is watched before {@link #start}. */
    public static MeshFiles read(MeshConfig config, Iterable<UpstreamConfig> upstreams, InstantSource clock, Problems problems) {
        return new MeshFiles(config, trustDomains(upstreams), clock, problems);
    }

    /** Whether these are the files and trust domains of that configuration, so that they, and with them all pools, can be kept across a reload. */
    public boolean serves(MeshConfig other, Iterable<UpstreamConfig> upstreams) {
        return paths(config).equals(paths(other)) && trustDomains.equals(trustDomains(upstreams));
    }

    private static Set<Path> paths(MeshConfig config) {
        Set<Path> paths = config.trust().stream().map(Located::value).collect(Collectors.toCollection(HashSet::new));
        config.identity().ifPresent(pair -> paths.addAll(Set.of(pair.cert().value(), pair.key().value())));
        return paths;
    }

    private Set<Path> files() {
        return paths(config);
    }

    /** What is not a SPIFFE id is reported where the upstream is compiled. */
    private static Set<String> trustDomains(Iterable<UpstreamConfig> upstreams) {
        Set<String> domains = new HashSet<>();
        for (UpstreamConfig upstream : upstreams) {
            for (Located<String> id : upstream.expect()) {
                try {
                    domains.add(SpiffeId.parse(id.value()).trustDomain());
                } catch (IllegalArgumentException notAnId) {
                    LOG.debugf("event=ignored detail=\"%s\"", notAnId.getMessage());
                }
            }
        }
        return domains;
    }

    public void start(Duration interval) {
        watch.start(interval);
    }

    public MeshCredentials credentials() {
        return credentials;
    }

    private Optional<KeyMaterial> readIdentity(Problems problems) {
        return config.identity().flatMap(pair -> {
            try {
                return Optional.of(Pem.keyMaterial(pair.cert().value(), pair.key().value()));
            } catch (RuntimeException unreadable) {
                problems.add(pair.cert().at(), "the gateway's mesh identity cannot be used: " + unreadable.getMessage());
                return Optional.empty();
            }
        });
    }

    private void reload() {
        Problems problems = new Problems();
        Optional<KeyMaterial> svid = readIdentity(problems);
        TrustBundles trust = BundleReader.read(config.trust(), trustDomains, problems);
        if (!problems.isEmpty()) {
            problems.list().forEach(problem -> LOG.errorf("event=mesh-rotation-refused detail=\"%s\"", problem.message()));
            return;
        }
        identity.ifPresent(current -> svid.filter(next -> !next.equals(current.material())).ifPresent(current::replace));
        if (!trust.authorities().equals(bundles.authorities())) {
            bundles = trust;
        }
        LOG.info("event=mesh-rotated");
    }

    @Override
    public void close() {
        watch.close();
    }
}
