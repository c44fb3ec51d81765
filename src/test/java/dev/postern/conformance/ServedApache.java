package dev.postern.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Apache with mod_security 2.9 and the Core Rule Set of Debian's packages, set up as ModSecurity recommends but refusing, in front of a {@link Reflector}. What rules found is read out of its audit
 * log and, for rules that are left out of that, its error log, by the port a request came from. One request at a time.
 */
final class ServedApache implements AutoCloseable {

    static final Path PROGRAM = Path.of("/usr/sbin/apache2");
    static final Path MODULE = Path.of("/usr/lib/apache2/modules/mod_security2.so");
    static final Path RULES = Path.of("/usr/share/modsecurity-crs/rules");
    private static final Path RECOMMENDED = Path.of("/etc/modsecurity/modsecurity.conf-recommended");
    private static final Path SET_UP = Path.of("/etc/modsecurity/crs/crs-setup.conf");
    private static final List<String> MODULES = List.of("mpm_event", "authz_core", "proxy", "proxy_http", "unique_id", "security2");
    private static final Pattern RULE = Pattern.compile("\\[id \"([0-9]+)\"]");
    private static final long PATIENCE_MILLIS = 3_000;

    private final Reflector application = Reflector.inTheClear();
    private final Path dir;
    private final Process process;
    private final int port;
    private long audited;
    private long noted;

    /** @param before a resource, rules that stand before the Core Rule Set */
    ServedApache(int paranoia, String before) throws IOException {
        dir = Files.createTempDirectory("parity");
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxrwxrwx"));
        port = ServedProduct.free();
        try (InputStream in = ServedApache.class.getResourceAsStream(before)) {
            Files.write(dir.resolve("before.conf"), in.readAllBytes());
        }
        Files.writeString(dir.resolve("apache.conf"), configuration(paranoia));
        process = new ProcessBuilder(PROGRAM.toString(), "-f", dir.resolve("apache.conf").toString(), "-DFOREGROUND").redirectErrorStream(true).redirectOutput(dir.resolve("log").toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        await();
    }

    private String configuration(int paranoia) throws IOException {
        // Started by root, Apache changes to this user; started by anybody else, it overlooks the two lines.
        String modules = MODULES.stream().map(name -> "LoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so\n".formatted(name)).collect(Collectors.joining());
        return """
                %1$sServerRoot %2$s
                ServerName localhost
                PidFile apache.pid
                DefaultRuntimeDir %2$s
                ErrorLog error.log
                ErrorLogFormat "[from %%a] %%M"
                LogLevel notice
                User nobody
                Group nogroup
                Listen 127.0.0.1:%3$d
                StartServers 1
                ServerLimit 1
                ThreadsPerChild 8
                MaxRequestWorkers 8
                Timeout 8
                AllowEncodedSlashes NoDecode
                ProxyPass / http://127.0.0.1:%4$d/ nocanon
                %5$s
                SecRuleEngine On
                SecAuditEngine On
                SecAuditLogType Serial
                SecAuditLogParts AFHZ
                SecAuditLog %2$s/audit.log
                SecTmpDir %2$s
                SecDataDir %2$s
                SecAction "id:100006,phase:1,pass,nolog,setvar:tx.paranoia_level=%6$d,setvar:tx.executing_paranoia_level=%6$d"
                Include %2$s/before.conf
                Include %7$s
                Include %8$s/*.conf
                """.formatted(modules, dir, port, application.port(), recommended(), paranoia, SET_UP, RULES);
    }

    /** Without what says where to write: that is said here. */
    private static String recommended() throws IOException {
        return Files.readString(RECOMMENDED, StandardCharsets.ISO_8859_1).lines().filter(line -> !line.startsWith("SecAudit") && !line.startsWith("SecRuleEngine"))
                .map(line -> line.replace("SecUnicodeMapFile unicode", "SecUnicodeMapFile /etc/modsecurity/unicode")).collect(Collectors.joining("\n"));
    }

    /**
     * @param answer      status, 0 when there was none
     * @param intercepted by a rule
     * @param forwarded   the application has seen it
     */
    record Seen(int answer, boolean intercepted, boolean forwarded, Set<Integer> rules) {}

    Seen send(byte[] request, Duration patience) throws IOException, InterruptedException {
        long asked = application.asked();
        int answer;
        int from;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            from = socket.getLocalPort();
            answer = ServedProduct.exchange(socket, request, patience);
        }
        String told = told(from);
        Set<Integer> rules = new TreeSet<>();
        told.lines().filter(line -> line.startsWith("Message: ")).forEach(line -> id(line).ifPresent(rules::add));
        noted(from).forEach(line -> id(line).ifPresent(rules::add));
        return new Seen(answer, told.contains("\nAction: Intercepted"), application.asked() > asked, rules);
    }

    /** Of the rule that matched. One whose pattern came to PCRE's bounds is named too, and has not. */
    private static Optional<Integer> id(String line) {
        Matcher rule = RULE.matcher(line);
        return rule.find() && !line.contains("Execution error") ? Optional.of(Integer.parseInt(rule.group(1))) : Optional.empty();
    }

    /** What the audit log says of the request from this port; nothing after a while means there is nothing. */
    private String told(int from) throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        StringBuilder text = new StringBuilder();
        while (System.nanoTime() < until) {
            String more = after(dir.resolve("audit.log"), audited);
            audited += more.length();
            text.append(more);
            Matcher entry = Pattern.compile("(?s)--([0-9a-f]+)-A--\\n\\[[^]]*] \\S+ 127\\.0\\.0\\.1 " + from + " .*?--\\1-Z--\\n").matcher(text);
            if (entry.find()) {
                return entry.group();
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return "";
    }

    private List<String> noted(int from) throws IOException {
        String more = after(dir.resolve("error.log"), noted);
        noted += more.length();
        return more.lines().filter(line -> line.startsWith("[from 127.0.0.1:" + from + "]")).toList();
    }

    private static String after(Path file, long start) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] rest = new byte[(int) (in.length() - start)];
            in.seek(start);
            in.readFully(rest);
            return new String(rest, StandardCharsets.ISO_8859_1);
        }
    }

    private void await() throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < until && process.isAlive()) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException notYet) {
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
        }
        close();
        throw new IOException("Apache does not serve: " + Files.readString(dir.resolve("log")));
    }

    @Override
    public void close() {
        process.destroy();
        application.close();
    }
}
