package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ends of the ranges. */
final class CardBrandTest {

    @ParameterizedTest
    @CsvSource({
        "4111111111111111, Visa", "4222222222222, Visa", "411111111111111, ''", "5100000000000000, Mastercard", "5599999999999999, Mastercard", "5600000000000000, ''",
        "2221000000000000, Mastercard", "2220999999999999, ''", "2720999999999999, Mastercard", "2721000000000000, ''", "340000000000000, American Express", "370000000000000, American Express",
        "3400000000000000, ''", "6011000000000000, Discover", "6449999999999999, Discover", "6221260000000000, Discover", "6229250000000000, Discover", "6229260000000000, UnionPay",
        "30500000000000, Diners Club", "30600000000000, ''", "36000000000000, Diners Club", "3528000000000000, JCB", "3589999999999999, JCB", "3590000000000000, ''",
        "2200000000000000, Mir", "2204999999999999, Mir", "2205000000000000, ''", "6521500000000000, RuPay", "8172000000000000, RuPay", "8171999999999999, UnionPay", "6759000000000, Maestro",
        "5018000000000000, Maestro", "5019000000000000, Dankort", "9792000000000000, Troy", "122000000000000, UATP", "12345678901, ''", "41111111111111111111, ''"})
    void issuesNumbersOfARangeAndALength(String digits, String brand) {
        assertEquals(brand, CardBrand.of(digits).map(CardBrand::title).orElse(""));
    }
}
