package dev.postern.gateway;

import dev.postern.config.ConfigReader;
import dev.postern.config.DevicesConfig;
import dev.postern.config.Environment;
import dev.postern.config.InvalidConfigException;
import dev.postern.config.ListenConfig.OperatorCertificates;
import dev.postern.config.LoadedConfig;
import dev.postern.config.PosternConfig;
import dev.postern.config.Problem;
import dev.postern.config.Problems;
import dev.postern.device.DeviceAuthorities;
import dev.postern.device.RevocationNetwork;
import dev.postern.inspect.Inspector;
import dev.postern.limit.LimitStores;
import dev.postern.limit.Limiter;
import dev.postern.limit.MemoryConcurrencyStore;
import dev.postern.limit.MemoryRateStore;
import dev.postern.policy.Policy;
import dev.postern.route.RouteTable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A configuration read, validated and compiled as far as that needs no network and no running gateway: what {@code check}, {@code explain} and {@code test} work on, and what
 * {@link Assembly} builds a {@link Snapshot} from. Every problem of every part is reported at once. Reading blocks.
 *
 * @param files   everything that was read; a change of any of them makes a new blueprint
 * @param operators who vouches for operators, who are judged as devices are
 * @param version names the content of the configuration files
 * @param doubts  what is allowed and hardly meant; nothing keeps from serving it
 */
public record Blueprint(
        PosternConfig config,
        Set<Path> files,
        String version,
        Materials materials,
        RouteTable routes,
        Policy policy,
        DeviceAuthorities devices,
        DeviceAuthorities operators,
        Limiter limiter,
        List<RoutePlan> plans,
        List<Problem> doubts) {

    public Blueprint {
        doubts = List.copyOf(doubts);
        files = Set.copyOf(files);
        plans = List.copyOf(plans);
    }

    /** What a configuration is compiled against: the things that outlive it. */
    public record Ground(InstantSource clock, LimitStores limits, List<Inspector> inspectors, RevocationNetwork revocations) {

        public Ground {
            inspectors = List.copyOf(inspectors);
        }

        /** For commands that compile a configuration and run nothing. */
        public static Ground system() {
            return new Ground(InstantSource.system(), new LimitStores(new MemoryRateStore(), new MemoryConcurrencyStore()),
                    Assembly.inspectors(InstantSource.system()), RevocationNetwork.none());
        }
    }

    /** @throws InvalidConfigException with everything that is wrong */
    public static Blueprint read(Path file, Ground ground) {
        return compile(ConfigReader.read(file, Environment.system()), ground);
    }

    /** The same, and whatever serving needs beyond a configuration that can be read. */
    public static Blueprint readServable(Path file, Ground ground) {
        return compile(load(file), ground);
    }

    /** What serving starts from, before there is ground to compile it against. */
    static LoadedConfig load(Path file) {
        return ConfigReader.read(file, Environment.system()).requireServable();
    }

    static Blueprint compile(LoadedConfig loaded, Ground ground) {
        try {
            return compiled(loaded, ground);
        } catch (InvalidConfigException invalid) {
            throw invalid.in(loaded.files());
        }
    }

    private static Blueprint compiled(LoadedConfig loaded, Ground ground) {
        PosternConfig config = loaded.config();
        Problems problems = new Problems();
        Materials materials = Materials.read(config, problems);
        RouteTable routes = RouteTable.compile(config.routes(), problems);
        Policy policy = Policy.compile(config.policies(), routes, problems);
        DeviceAuthorities devices = DeviceAuthorities.compile(config.devices(), ground.revocations(), problems);
        DeviceAuthorities operators = DeviceAuthorities.compile(operators(config), ground.revocations(), problems);
        Limiter limiter = Limiter.compile(config.limits(), ground.limits(), problems);
        List<Inspector> inspectors = ground.inspectors().stream().map(inspector -> inspector.next(config, problems)).toList();
        List<RoutePlan> plans = new PlanCompiler(config, routes, limiter, inspectors).compile(problems);
        problems.throwIfAny();
        Set<Path> files = new HashSet<>(loaded.files());
        inspectors.forEach(inspector -> files.addAll(inspector.files()));
        List<Problem> doubts = Stream.concat(Doubts.of(config).stream(), inspectors.stream().flatMap(inspector -> inspector.doubts().stream())).toList();
        return new Blueprint(config, files, loaded.version(), materials, routes, policy, devices, operators, limiter, plans, doubts);
    }

    private static DevicesConfig operators(PosternConfig config) {
        return config.listen().admin().clientCertificates().map(OperatorCertificates::asDevices).orElseGet(() -> new DevicesConfig(List.of()));
    }

    /** Fetches and asks again what is due about revocations; once a second or so. */
    void refresh(Instant now) {
        devices.refresh(now);
        operators.refresh(now);
    }
}
