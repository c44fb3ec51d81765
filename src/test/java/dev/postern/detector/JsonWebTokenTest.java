package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens of three parts and of five. */
final class JsonWebTokenTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0. | eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.@95
            Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln-_c2ln. Next | eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln-_c2ln@95
            eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..aXY.Y3Q.dGFn | eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..aXY.Y3Q.dGFn@96
            eyJmb28iOiJiYXIifQ.eyJzdWIiOiIxIn0.c2ln | -
            eyJhbGciOiJub25lIn0 | -
            eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0 | -
            eyJhbGciOiJub25lIn.eyJzdWIiOiIxIn0.c2ln | -
            xeyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, JsonWebToken.DETECTOR));
    }
}
