package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses as RFC 4291 and CIDR write them, and what looks like them. */
final class IpAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            192.0.2.7 | 192.0.2.7@70
            (192.0.2.7), | 192.0.2.7@70
            192.0.2.7:8080 | 192.0.2.7@70
            192.0.2.0/24 | 192.0.2.0/24@70
            192.0.2.0/33 | 192.0.2.0@70
            http://192.0.2.7/ | 192.0.2.7@70
            Chrome/120.0.0.0 | 120.0.0.0@30
            1.2.3.4.5 | -
            192.0.2.256 | -
            1920.0.2.7 | -
            192.0.2.7a | -
            2001:db8::1 | 2001:db8::1@71
            [2001:db8::1]:443 | 2001:db8::1@71
            ip:2001:db8::1 | 2001:db8::1@71
            fe80::1%eth0 | fe80::1%eth0@71
            2001:db8::/32 | 2001:db8::/32@71
            2001:db8::/129 | 2001:db8::@71
            ::ffff:192.0.2.1 | ::ffff:192.0.2.1@71
            2001:db8:0:0:0:0:0:1 | 2001:db8:0:0:0:0:0:1@71
            2001:db8:0:0:0:0:0:0:1 | -
            2001:db8::1::2 | -
            12345:db8::1 | -
            1::2:3:4:5:6:7:8 | -
            :: | ::@10
            ::: | -
            std::string | -
            abc::def | abc::def@30
            1:2:3:4:5:6:7:8 | 1:2:3:4:5:6:7:8@30
            00:11:22:33:44:55:66:77 | -
            de:ad:be:ef:01:02:03:04:05:06:07:08:09:10:11:12 | -
            12:34:56 | -
            1.2::3.4.5.6 | 3.4.5.6@70
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, IpAddress.DETECTOR));
    }

    @Test
    void aLongRunIsNone() {
        assertEquals("-", Found.in("ab:".repeat(2_000), IpAddress.DETECTOR));
        assertEquals("-", Found.in("1.".repeat(2_000), IpAddress.DETECTOR));
    }
}
