package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class IndianNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            INDIA_AADHAAR_INDIVIDUAL | 399876543211 | 399876543211@25
            INDIA_AADHAAR_INDIVIDUAL | 3998 7654 3211 | 3998 7654 3211@50
            INDIA_AADHAAR_INDIVIDUAL | 3998-7654-3211 | 3998-7654-3211@30
            INDIA_AADHAAR_INDIVIDUAL | 399876543212 | -
            INDIA_AADHAAR_INDIVIDUAL | 123456789012 | -
            INDIA_GST_INDIVIDUAL | 27AAPFU0939F1ZV | 27AAPFU0939F1ZV@95
            INDIA_GST_INDIVIDUAL | 27AAPFU0939F1ZW | 27AAPFU0939F1ZW@60
            INDIA_GST_INDIVIDUAL | 38AAPFU0939F1ZV | -
            INDIA_GST_INDIVIDUAL | 38AAPFU0939F1ZS | 38AAPFU0939F1ZS@95
            INDIA_GST_INDIVIDUAL | 27 AAPFU0939F 1ZV | 27 AAPFU0939F 1ZV@80
            INDIA_GST_INDIVIDUAL | 27-AAPFU-0939-F1-ZW | 27-AAPFU-0939-F1-ZW@60
            INDIA_GST_INDIVIDUAL | 27aapfu0939f1zv | 27aapfu0939f1zv@25
            INDIA_GST_INDIVIDUAL | 00AAPFU0939F1ZV | -
            INDIA_GST_INDIVIDUAL | 27A1PFU0939F1ZV | 27A1PFU0939F1ZV@25
            INDIA_GST_INDIVIDUAL | 27AAPFU0939F1YV | -
            INDIA_PAN_INDIVIDUAL | ABCPD1234Z | ABCPD1234Z@50
            INDIA_PAN_INDIVIDUAL | ABCND1234Z | ABCND1234Z@20
            INDIA_PAN_INDIVIDUAL | abcpd1234z | abcpd1234z@25
            INDIA_PAN_INDIVIDUAL | A1111DFSFS | A1111DFSFS@1
            INDIA_PAN_INDIVIDUAL | ABCDEFGHIJ | -
            INDIA_PAN_INDIVIDUAL | 1234567890 | -
            INDIA_PASSPORT | J6932157 | J6932157@25
            INDIA_PASSPORT | J69 32157 | J69 32157@25
            INDIA_PASSPORT | J0932157 | -
            INDIA_PASSPORT | J6932150 | -
            IN_VEHICLE_REGISTRATION | KA53ME3456 | KA53ME3456@45
            IN_VEHICLE_REGISTRATION | KA 53 ME 3456 | KA 53 ME 3456@45
            IN_VEHICLE_REGISTRATION | KA53ME0000 | -
            IN_VEHICLE_REGISTRATION | QQ53ME3456 | QQ53ME3456@20
            IN_VEHICLE_REGISTRATION | 22BH1234AB | 22BH1234AB@50
            IN_VEHICLE_REGISTRATION | 77CD12 | 77CD12@25
            IN_VEHICLE_REGISTRATION | MN2412 | MN2412@5
            IN_VEHICLE_REGISTRATION | ka53me3456 | ka53me3456@25
            IN_VOTER | KSD1287349 | KSD1287349@25
            IN_VOTER | KSD128734 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
