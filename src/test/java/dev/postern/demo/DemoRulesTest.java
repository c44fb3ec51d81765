package dev.postern.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the demonstration comes by the Core Rule Set. The programs that fetch and unpack are scripts of this test. */
final class DemoRulesTest {

    private static final String UNPACKS = "mkdir -p \"$3/usr/share/modsecurity-crs/rules\" \"$3/etc/modsecurity/crs\"; cp \"$2\" \"$3/usr/share/modsecurity-crs/rules/a.conf\"; echo >\"$3/etc/modsecurity/crs/crs-setup.conf\"";

    @TempDir
    private Path folder;

    private String script(String name, String lines) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + lines + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------")).toString();
    }

    private DemoRules.Outcome obtain(String fetcher, String unpacker) {
        return DemoRules.obtain(false, folder.resolve("crs"), new DemoRules.Means(fetcher, unpacker, Duration.ofSeconds(60)));
    }

    private static String why(DemoRules.Outcome outcome) {
        return outcome instanceof DemoRules.Missing missing ? missing.why() : outcome.toString();
    }

    @Test
    void whatIsInstalledIsUsed() {
        assertEquals(new DemoRules.Installed(), DemoRules.obtain(true, folder.resolve("crs"), DemoRules.Means.USUAL));
        assertFalse(Files.exists(folder.resolve("crs")));
    }

    @Test
    void aPackageIsFetchedAndUnpacked() throws IOException {
        DemoRules.Outcome outcome = obtain(script("fetch", "[ \"$2 $3\" = 'download modsecurity-crs' ] && echo rules >modsecurity-crs_3.3.4-1_all.deb"), script("unpack", UNPACKS));
        assertEquals(new DemoRules.Fetched(folder.resolve("crs")), outcome);
        assertEquals("rules\n", Files.readString(folder.resolve("crs/rules/a.conf")));
        assertTrue(Files.exists(folder.resolve("crs/crs-setup.conf")));
    }

    @Test
    void withoutListsOfPackagesTheyAreFetchedIntoTheDirectory() throws IOException {
        String fetcher = script("fetch", """
                case "$*" in
                  *"-o Dir::State::Lists="*/crs/lists" update") touch lists/fetched ;;
                  *"-o Dir::State::Lists="*/crs/lists" download modsecurity-crs") [ -e lists/fetched ] && echo rules >modsecurity-crs_3.3.4-1_all.deb ;;
                  *) echo 'E: Unable to locate package modsecurity-crs'; exit 100 ;;
                esac""".replace("*/crs/lists\"", "*\"/crs/lists"));
        assertEquals(new DemoRules.Fetched(folder.resolve("crs")), obtain(fetcher, script("unpack", UNPACKS)));
    }

    @Test
    void whereItCannotBeHadTheReasonIsTold() throws IOException {
        assertEquals("apt-get could not fetch its package without root: /nowhere/apt-get cannot be started here", why(obtain("/nowhere/apt-get", "/nowhere/dpkg-deb")));
        assertEquals("apt-get could not fetch its package without root: E: Could not resolve 'mirror.test'",
                why(obtain(script("fetch", "echo \"W: something else\"; echo \"E: Could not resolve 'mirror.test'\"; echo; exit 100"), "/nowhere/dpkg-deb")));
        String fetcher = script("fetch", "echo rules >modsecurity-crs_3.3.4-1_all.deb");
        assertEquals("its package could not be unpacked: no archive", why(obtain(fetcher, script("unpack", "echo no archive; exit 2"))));
        assertEquals("its package holds something else than expected", why(obtain(fetcher, script("unpack", "true"))));
    }

    @Test
    void whoDoesNotFinishIsStopped() throws IOException {
        DemoRules.Means slow = new DemoRules.Means(script("fetch", "echo $$ >pid; exec sleep 3600"), "/nowhere/dpkg-deb", Duration.ofSeconds(2));
        assertEquals("apt-get could not fetch its package without root: not done after 2 s", why(DemoRules.obtain(false, folder.resolve("crs"), slow)));
        long pid = Long.parseLong(Files.readString(folder.resolve("crs/pid")).strip());
        ProcessHandle.of(pid).ifPresent(left -> left.onExit().join());
    }
}
