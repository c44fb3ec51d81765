package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that the administration could give out, and those it never does. */
final class UsSocialSecurityNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            856-45-6789 | 856-45-6789@50
            856 45 6789 | 856 45 6789@40
            856.45.6789 | 856.45.6789@40
            856456789 | 856456789@25
            856-456789 | 856-456789@10
            85645-6789 | 85645-6789@10
            856 45.6789 | -
            856-45 6789 | -
            000-45-6789 | -
            666-45-6789 | -
            900-45-6789 | -
            856-00-6789 | -
            856-45-0000 | -
            111-11-1111 | -
            078-05-1120 | -
            8564567890 | -
            1-856-45-6789 | -
            ssn-856-45-6789 | 856-45-6789@50
            abcd-ef-856-45-6789 | -
            a-856-45-6789 | -
            856-45-6789-1 | -
            x856-45-6789 | -
            ssn=856-45-6789; | 856-45-6789@50
            ८५६-45-6789 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, UsSocialSecurityNumber.DETECTOR));
    }
}
