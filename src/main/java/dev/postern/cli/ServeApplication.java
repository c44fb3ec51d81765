package dev.postern.cli;

import dev.postern.admin.GatewayStatus;
import dev.postern.audit.AuditException;
import dev.postern.config.Colour;
import dev.postern.config.InvalidConfigException;
import dev.postern.config.ProblemPrinter;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.Surroundings;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** The gateway within the server framework: started with it, drained before it goes down. Its argument is the configuration file. */
@Dependent
@Unremovable
public class ServeApplication implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(ServeApplication.class);

    private final Surroundings surroundings;
    private final GatewayStatus status;

    ServeApplication(Surroundings surroundings, GatewayStatus status) {
        this.surroundings = surroundings;
        this.status = status;
    }

    @Override
    public int run(String... args) {
        try (Gateway gateway = Gateway.start(Path.of(args[0]), surroundings)) {
            status.started(gateway);
            LOG.infof("postern is ready address=%s version=%s", gateway.address(), gateway.version());
            Quarkus.waitForExit();
            return 0;
        } catch (InvalidConfigException invalid) {
            System.err.print(new ProblemPrinter(Colour.NEVER).print(invalid.problems()));
            return CommandLineOf.FAILED;
        } catch (IOException failed) {
            LOG.errorf("postern cannot start: %s", CommandLineOf.said(failed));
            return CommandLineOf.MISSING;
        } catch (AuditException failed) {
            LOG.errorf("postern cannot start: %s", failed.getMessage());
            return CommandLineOf.MISSING;
        }
    }
}
