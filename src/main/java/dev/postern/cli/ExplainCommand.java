package dev.postern.cli;

import dev.postern.device.Device;
import dev.postern.exchange.RefusedException;
import dev.postern.gateway.Blueprint;
import dev.postern.identity.Claims;
import dev.postern.identity.Principal;
import dev.postern.pki.SpiffeId;
import dev.postern.policy.Attempt;
import dev.postern.policy.Explanation;
import dev.postern.policy.ExplanationPrinter;
import dev.postern.policy.ImaginedDevice;
import dev.postern.policy.Scenario;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "explain", mixinStandardHelpOptions = true,
        description = "Says what the policy would decide about a request, by which rule, and for each rule that did not hold the check that failed. Exits 1 when refused.")
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    ConfigOption config;
    @Option(names = "--user", description = "who is signed in; nobody without it")
    String user;
    @Option(names = "--provider", description = "where they signed in, or who issued the token (default: the first one configured)")
    String provider;
    @Option(names = "--groups", paramLabel = "GROUP", split = ",", description = "groups of the user")
    List<String> groups = List.of();
    @Option(names = "--claim", paramLabel = "NAME=VALUE", description = "a claim of the user; may be repeated")
    Map<String, String> claims = Map.of();
    @Option(names = "--workload", paramLabel = "SPIFFE-ID", description = "a workload asks instead of a user")
    String workload;
    @Option(names = "--device", description = "enrolled, undetermined, unknown, revoked, expired or none (default)")
    String device = "none";
    @Option(names = "--device-id", paramLabel = "NAME", description = "the device's name (default: imagined)")
    String deviceId;
    @Option(names = "--device-authority", paramLabel = "NAME", description = "the authority that issued its certificate (default: imagined)")
    String deviceAuthority;
    @Option(names = "--device-attribute", paramLabel = "NAME=VALUE", description = "an attribute of an enrolled or undetermined device; may be repeated")
    Map<String, String> deviceAttributes = Map.of();
    @Option(names = "--header", paramLabel = "NAME=VALUE", description = "a request header; may be repeated")
    Map<String, String> headers = Map.of();
    @Option(names = "--from", paramLabel = "ADDRESS", description = "the client's address")
    String from;
    @Option(names = "--at", paramLabel = "TIME", description = "when, for example 2026-01-05T12:00:00Z (default: now)")
    String at;
    @Parameters(index = "0", description = "GET, POST …")
    String method;
    @Parameters(index = "1", description = "https://host/path?query")
    String url;
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        refuseWhatWouldSayNothing();
        Blueprint blueprint = Blueprint.read(config.file, Blueprint.Ground.system());
        Optional<Attempt> attempt = scenario(blueprint).attempt(blueprint.routes());
        if (attempt.isEmpty()) {
            spec.commandLine().getOut().println("refused: route.not-found\n  no route matches " + url);
            return CommandLineOf.FAILED;
        }
        Explanation explanation = blueprint.policy().explain(attempt.get());
        spec.commandLine().getOut().print(ExplanationPrinter.print(explanation));
        spec.commandLine().getOut().flush();
        return explanation.decision() instanceof dev.postern.policy.Decision.Allow ? 0 : CommandLineOf.FAILED;
    }

    /** A question with a part that nothing looks at gets the answer to another one. */
    private void refuseWhatWouldSayNothing() {
        if (workload != null && user != null) {
            throw new ParameterException(spec.commandLine(), "either --user or --workload asks");
        }
        if (user == null && (provider != null || !groups.isEmpty() || !claims.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "--groups, --claim and --provider go with --user");
        }
        Device imagined = imagined();
        boolean named = !(imagined instanceof Device.Absent || imagined instanceof Device.Unknown);
        if (!named && (deviceId != null || deviceAuthority != null)) {
            throw new ParameterException(spec.commandLine(), "--device-id and --device-authority go with --device enrolled, undetermined, revoked or expired");
        }
        boolean vouchedFor = imagined instanceof Device.Enrolled || imagined instanceof Device.Undetermined;
        if (!vouchedFor && !deviceAttributes.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--device-attribute goes with --device enrolled or undetermined");
        }
    }

    private Scenario scenario(Blueprint blueprint) {
        try {
            Scenario scenario = Scenario.of(method, url)
                    .by(principal(blueprint))
                    .on(imagined())
                    .at(at == null ? Instant.now() : Instant.parse(at))
                    .with(MultiMap.caseInsensitiveMultiMap().addAll(headers));
            return from == null ? scenario : scenario.from(InetAddress.ofLiteral(from));
        } catch (RefusedException ambiguous) {
            throw new ParameterException(spec.commandLine(), "the gateway would refuse this address: " + ambiguous.denial().detail());
        } catch (IllegalArgumentException | java.time.DateTimeException unusable) {
            throw new ParameterException(spec.commandLine(), unusable.getMessage());
        }
    }

    private Device imagined() {
        try {
            return new ImaginedDevice(device, named(deviceId), named(deviceAuthority), deviceAttributes).device();
        } catch (IllegalArgumentException unusable) {
            throw new ParameterException(spec.commandLine(), unusable.getMessage());
        }
    }

    private static String named(String given) {
        return given == null ? "imagined" : given;
    }

    private Principal principal(Blueprint blueprint) {
        if (workload != null) {
            return new Principal.Workload(SpiffeId.parse(workload));
        }
        if (user == null) {
            return new Principal.Anonymous();
        }
        Claims all = new Claims(new io.vertx.core.json.JsonObject(Map.copyOf(claims)));
        return new Principal.User(user, provider == null ? firstProvider(blueprint) : provider, Set.copyOf(groups), all);
    }

    private static String firstProvider(Blueprint blueprint) {
        return blueprint.config().identity().providers().stream().map(p -> p.name().value())
                .findFirst().or(() -> blueprint.config().identity().tokens().stream().map(t -> t.name().value()).findFirst()).orElse("none");
    }
}
