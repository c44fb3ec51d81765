package dev.postern.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrTest {

    @ParameterizedTest
    @CsvSource({
            "10.0.0.0/8,          10.0.0.0,         true",
            "10.0.0.0/8,          10.255.255.255,   true",
            "10.0.0.0/8,          11.0.0.0,         false",
            "10.0.0.0/8,          9.255.255.255,    false",
            "192.168.128.0/17,    192.168.128.0,    true",
            "192.168.128.0/17,    192.168.127.255,  false",
            "172.16.0.0/12,       172.31.255.255,   true",
            "172.16.0.0/12,       172.32.0.0,       false",
            "192.0.2.4/30,        192.0.2.7,        true",
            "192.0.2.4/30,        192.0.2.8,        false",
            "192.0.2.4/31,        192.0.2.5,        true",
            "192.0.2.4/31,        192.0.2.6,        false",
            "192.0.2.1,           192.0.2.1,        true",
            "192.0.2.1,           192.0.2.0,        false",
            "192.0.2.1/32,        192.0.2.3,        false",
            "128.0.0.0/1,         200.1.1.1,        true",
            "128.0.0.0/1,         127.255.255.255,  false",
            "0.0.0.0/0,           255.1.2.3,        true",
            "0.0.0.0/0,           ::1,              false",
            "::/0,                2001:db8::1,      true",
            "::/0,                10.0.0.1,         false",
            "2001:db8::/33,       2001:db8:7fff::,  true",
            "2001:db8::/33,       2001:db8:8000::,  false",
            "fe80::/10,           febf::1,          true",
            "fe80::/10,           fec0::1,          false",
            "::1,                 ::1,              true",
            "::1,                 ::2,              false",
            "::ffff:10.0.0.0/104, 10.1.2.3,         true",
            "::ffff:10.0.0.0/104, 11.1.2.3,         false",
            "::ffff:192.0.2.1,    192.0.2.1,        true",
    })
    void containsWhatItsPrefixSays(String block, String address, boolean contained) {
        assertEquals(contained, Cidr.parse(block).contains(InetAddress.ofLiteral(address)));
    }

    @Test
    void aMappedAddressIsTheIpv4AddressItStandsFor() throws UnknownHostException {
        InetAddress mapped = Inet6Address.getByAddress(null, HexFormat.of().parseHex("00000000000000000000ffff0a010203"), 0);
        assertEquals(16, mapped.getAddress().length, "really the form that dual-stack sockets hand out");
        assertEquals(true, Cidr.parse("10.0.0.0/8").contains(mapped));
        assertFalse(Cidr.parse("11.0.0.0/8").contains(mapped));
        assertFalse(Cidr.parse("::/0").contains(mapped));
        InetAddress nearly = Inet6Address.getByAddress(null, HexFormat.of().parseHex("00000000000000000001ffff0a010203"), 0);
        assertFalse(Cidr.parse("10.0.0.0/8").contains(nearly));
    }

    /** Against arithmetic on whole numbers, for every prefix length. */
    @Test
    void agreesWithArithmetic() throws UnknownHostException {
        Random random = new Random(20_260_204);
        for (int bytes : new int[] {4, 16}) {
            for (int prefix = 0; prefix <= bytes * 8; prefix++) {
                for (int round = 0; round < 50; round++) {
                    byte[] network = new byte[bytes];
                    random.nextBytes(network);
                    network[0] |= 1;
                    BigInteger mask = BigInteger.ONE.shiftLeft(prefix).subtract(BigInteger.ONE).shiftLeft(bytes * 8 - prefix);
                    byte[] masked = toBytes(new BigInteger(1, network).and(mask), bytes);
                    byte[] other = masked.clone();
                    other[random.nextInt(bytes)] ^= (byte) (1 << random.nextInt(8));
                    boolean expected = new BigInteger(1, other).and(mask).equals(new BigInteger(1, masked));
                    assertEquals(expected, new Cidr(InetAddress.getByAddress(masked), prefix).contains(InetAddress.getByAddress(other)),
                            prefix + " bits");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0.0/ 8", "10.0.0.1/8",
            "10.0.0.0/0008", "10/8", "10.0/16", "10.1",
            "167772160", "0x0a000000", "010.0.0.0/8", "10.0.0.0/\u0668", "\u0661.2.3.4", "localhost", "example.test/8", "::1/129", "::g", ":",
            "1::2::3", "fe80::1%eth0", "fe80::1%1", "[::1]", "2001:db8::1/32",
            "::ffff:10.0.0.0/95", "::ffff:10.0.0.1/104"})
    void refusesWhatIsNoBlock(String text) {
        assertThrows(IllegalArgumentException.class, () -> Cidr.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, 10.0.0.0/8", "192.0.2.1, 192.0.2.1/32", "::ffff:10.0.0.0/104, 10.0.0.0/8", "2001:DB8::/32, 2001:db8:0:0:0:0:0:0/32"})
    void printsWhatItReads(String text, String printed) {
        assertEquals(printed, Cidr.parse(text).toString());
        assertEquals(Cidr.parse(text), Cidr.parse(printed));
    }

    private static byte[] toBytes(BigInteger number, int length) {
        byte[] bytes = new byte[length];
        byte[] digits = number.toByteArray();
        for (int i = 0; i < Math.min(length, digits.length); i++) {
            bytes[length - 1 - i] = digits[digits.length - 1 - i];
        }
        return bytes;
    }
}
