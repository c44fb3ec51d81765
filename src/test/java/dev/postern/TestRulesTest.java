package dev.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules for the tests themselves. */
final class TestRulesTest {

    /** Tests of the framework set properties of the whole process, so they run in one of their own: the build tells them by their tag. */
    @Test
    void testsOfTheFrameworkAreTagged() {
        List<String> untagged = new ClassFileImporter().importPackages("dev.postern").stream()
                .filter(type -> type.isAnnotatedWith(QuarkusTest.class))
                .filter(type -> !type.isAnnotatedWith(Tag.class) || !type.getAnnotationOfType(Tag.class).value().equals("quarkus"))
                .map(type -> type.getName()).toList();
        assertEquals(List.of(), untagged);
    }
}
