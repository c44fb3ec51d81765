package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class BrazilianNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            BRAZIL_CPF_NUMBER | 111.444.777-35 | 111.444.777-35@90
            BRAZIL_CPF_NUMBER | 11144477735 | 11144477735@45
            BRAZIL_CPF_NUMBER | 111.444.777-36 | -
            BRAZIL_CPF_NUMBER | 111.111.111-11 | -
            BRAZIL_CNPJ_NUMBER | 11.222.333/0001-81 | 11.222.333/0001-81@95
            BRAZIL_CNPJ_NUMBER | 11222333000181 | 11222333000181@45
            BRAZIL_CNPJ_NUMBER | 11.222.333/0001-82 | -
            BRAZIL_CNPJ_NUMBER | 12.ABC.345/01DE-35 | 12.ABC.345/01DE-35@95
            BRAZIL_CNPJ_NUMBER | 12ABC34501DE35 | 12ABC34501DE35@30
            BRAZIL_CNPJ_NUMBER | 00000000000000 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
