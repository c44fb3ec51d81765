package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The plan of the house: which package stands on which floor. A package imports lower floors only, never sideways, never up. */
final class FloorsTest {

    private static final String ROOT = "dev.postern.";

    private static final List<Set<String>> FLOORS = List.of(
            Set.of("exchange", "config", "pki", "address", "loop", "transformation", "automaton", "injection", "checksum"),
            Set.of("identity", "device", "route", "limit", "inspect", "page", "collector", "revocation", "body", "seclang", "operator", "detect", "protection", "coding", "websocket", "office"),
            Set.of("policy", "audit", "redis", "trace", "waf", "detector", "content", "secret", "lexicon"),
            Set.of("edge", "upstream", "signin", "firewall", "malware", "dlp"),
            Set.of("portal"),
            Set.of("gateway"),
            Set.of("cli", "admin", "demo"));

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.postern");

    @Test
    void packagesImportLowerFloorsOnly() {
        Map<String, Integer> floors = floors();
        Set<String> violations = CLASSES.stream()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .filter(d -> isOurs(d.getTargetClass()) && !packageOf(d.getOriginClass()).equals(packageOf(d.getTargetClass())))
                .filter(d -> floors.getOrDefault(packageOf(d.getOriginClass()), -1) <= floors.getOrDefault(packageOf(d.getTargetClass()), 99))
                .filter(d -> !isCommandLine(d))
                .map(Dependency::getDescription)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), violations);
    }

    @Test
    void thePlanNamesThePackagesThatExist() {
        Set<String> planned = FLOORS.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        Set<String> existing = CLASSES.stream().filter(FloorsTest::isOurs).map(FloorsTest::packageOf).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(planned, existing);
    }

    /** The command line names the other two doors to the product, {@code demo} and {@code admin}; nothing names the command line. */
    private static boolean isCommandLine(Dependency dependency) {
        return packageOf(dependency.getOriginClass()).equals("cli") && Set.of("demo", "admin").contains(packageOf(dependency.getTargetClass()));
    }

    private static Map<String, Integer> floors() {
        Map<String, Integer> floors = new HashMap<>();
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            for (String name : FLOORS.get(floor)) {
                floors.put(name, floor);
            }
        }
        return floors;
    }

    private static boolean isOurs(JavaClass type) {
        return type.getBaseComponentType().getPackageName().startsWith(ROOT);
    }

    private static String packageOf(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
    }
}
