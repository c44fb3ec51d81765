package dev.postern.gateway;

import dev.postern.config.ConfigReader;
import dev.postern.config.Environment;
import dev.postern.config.LoadedConfig;
import dev.postern.config.PosternConfig;
import dev.postern.config.Problems;
import dev.postern.device.DeviceAuthorities;
import dev.postern.policy.Policy;
import dev.postern.route.RouteTable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;

/**
 * A configuration read, validated and compiled as far as that needs no network and no running gateway: what {@code check}, {@code explain} and {@code test} work on, and what
 * {@link Assembly} builds a {@link Snapshot} from. Every problem of every part is reported at once.
 *
 * @param files   everything that was read; a change of any of them makes a new blueprint
 * @param version names the content of the configuration files
 */
public record Blueprint(PosternConfig config, Set<Path> files, String version, RouteTable routes, Policy policy, DeviceAuthorities devices) {

    public Blueprint {
        files = Set.copyOf(files);
    }

    /** @throws dev.postern.config.InvalidConfigException with everything that is wrong */
    public static Blueprint read(Path file, InstantSource clock) {
        LoadedConfig loaded = ConfigReader.read(file, Environment.system());
        Problems problems = new Problems();
        RouteTable routes = RouteTable.compile(loaded.config().routes(), problems);
        Policy policy = Policy.compile(loaded.config().policies(), routes, problems);
        DeviceAuthorities devices = DeviceAuthorities.compile(loaded.config().devices(), problems);
        Parts.check(loaded.config(), problems, clock);
        problems.throwIfAny();
        return new Blueprint(loaded.config(), loaded.files(), loaded.version(), routes, policy, devices);
    }
}
