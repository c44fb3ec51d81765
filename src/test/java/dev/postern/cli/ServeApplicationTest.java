package dev.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.LogLines;
import dev.postern.admin.GatewayStatus;
import dev.postern.demo.DemoPki;
import dev.postern.gateway.Surroundings;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that cannot start says why in a line, and exits with 3. */
@QuarkusTest
@Tag("quarkus")
final class ServeApplicationTest {

    @TempDir
    Path dir;

    private void cannotStart(String why) throws IOException {
        Path config = Files.writeString(dir.resolve("postern.yaml"), """
                listen: {ingress: {address: "127.0.0.1:0", tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}}}
                audit: {file: audit.jsonl}
                """);
        try (LogLines log = new LogLines(ServeApplication.class.getName())) {
            assertEquals(CommandLineOf.MISSING, new ServeApplication(Arc.container().instance(Surroundings.class).get(), new GatewayStatus()).run(config.toString()));
            assertEquals(List.of("ERROR postern cannot start: " + why), log.heard());
        }
    }

    @Test
    void aRecordThatIsNoneOrAnothersOrCannotBeOpened() throws Exception {
        DemoPki.write(dir.resolve("pki"), InstantSource.system());
        Path audit = Files.writeString(dir.resolve("audit.jsonl"), "nonsense\n");
        cannotStart("the last line of " + audit + " is no line of an audit trail; move the file away to begin a new one");
        Files.delete(audit);
        try (FileChannel lock = FileChannel.open(dir.resolve("audit.jsonl.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock _ = lock.lock()) {
            cannotStart("the audit file " + audit + " is being written by another process");
        }
        Files.createDirectory(dir.resolve("audit.jsonl.head"));
        cannotStart("the audit file " + audit + " cannot be opened: " + audit + ".head: Is a directory");
    }
}
