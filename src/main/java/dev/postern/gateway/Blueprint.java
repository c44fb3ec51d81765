package dev.postern.gateway;

import dev.postern.config.ConfigReader;
import dev.postern.config.Environment;
import dev.postern.config.LoadedConfig;
import dev.postern.config.PosternConfig;
import dev.postern.config.Problems;
import dev.postern.device.DeviceAuthorities;
import dev.postern.inspect.Inspector;
import dev.postern.limit.LimitStores;
import dev.postern.limit.Limiter;
import dev.postern.limit.MemoryConcurrencyStore;
import dev.postern.limit.MemoryRateStore;
import dev.postern.policy.Policy;
import dev.postern.route.RouteTable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * A configuration read, validated and compiled as far as that needs no network and no running gateway: what {@code check}, {@code explain} and {@code test} work on, and what
 * {@link Assembly} builds a {@link Snapshot} from. Every problem of every part is reported at once. Reading blocks.
 *
 * @param files   everything that was read; a change of any of them makes a new blueprint
 * @param version names the content of the configuration files
 */
public record Blueprint(
        PosternConfig config,
        Set<Path> files,
        String version,
        Materials materials,
        RouteTable routes,
        Policy policy,
        DeviceAuthorities devices,
        Limiter limiter,
        List<RoutePlan> plans) {

    public Blueprint {
        files = Set.copyOf(files);
        plans = List.copyOf(plans);
    }

    /** What a configuration is compiled against: the things that outlive it. */
    public record Ground(InstantSource clock, LimitStores limits, List<Inspector> inspectors) {

        public Ground {
            inspectors = List.copyOf(inspectors);
        }

        /** For commands that compile a configuration and run nothing. */
        public static Ground system() {
            return new Ground(InstantSource.system(), new LimitStores(new MemoryRateStore(), new MemoryConcurrencyStore()), Assembly.INSPECTORS);
        }
    }

    /** @throws dev.postern.config.InvalidConfigException with everything that is wrong */
    public static Blueprint read(Path file, Ground ground) {
        return compile(ConfigReader.read(file, Environment.system()), ground);
    }

    /** The same, and whatever serving needs beyond a configuration that can be read. */
    public static Blueprint readServable(Path file, Ground ground) {
        return compile(ConfigReader.read(file, Environment.system()).requireServable(), ground);
    }

    private static Blueprint compile(LoadedConfig loaded, Ground ground) {
        PosternConfig config = loaded.config();
        Problems problems = new Problems();
        Materials materials = Materials.read(config, problems);
        RouteTable routes = RouteTable.compile(config.routes(), problems);
        Policy policy = Policy.compile(config.policies(), routes, problems);
        DeviceAuthorities devices = DeviceAuthorities.compile(config.devices(), problems);
        Limiter limiter = Limiter.compile(config.limits(), ground.limits(), problems);
        List<RoutePlan> plans = new PlanCompiler(config, routes, limiter, ground.inspectors()).compile(problems);
        problems.throwIfAny();
        return new Blueprint(config, loaded.files(), loaded.version(), materials, routes, policy, devices, limiter, plans);
    }
}
