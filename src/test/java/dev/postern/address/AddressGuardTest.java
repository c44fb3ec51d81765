package dev.postern.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What kind of place each address is, and which kinds may be dialled for which purpose. */
class AddressGuardTest {

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, GLOBAL", "1.1.1.1, GLOBAL", "172.15.255.255, GLOBAL", "172.32.0.0, GLOBAL", "100.63.255.255, GLOBAL", "100.128.0.0, GLOBAL", "223.255.255.255, GLOBAL",
        "168.63.129.17, GLOBAL", "169.253.255.255, GLOBAL", "2606:4700::1111, GLOBAL", "2a00::1, GLOBAL",
        "10.0.0.0, PRIVATE", "10.255.255.255, PRIVATE", "172.16.0.1, PRIVATE", "172.31.255.255, PRIVATE", "192.168.0.1, PRIVATE", "fc00::1, PRIVATE", "fdff::1, PRIVATE",
        "100.64.0.1, SHARED", "100.127.255.255, SHARED",
        "127.0.0.1, LOOPBACK", "127.255.255.254, LOOPBACK", "::1, LOOPBACK",
        "169.254.0.1, LINK_LOCAL", "169.254.255.255, LINK_LOCAL", "fe80::1, LINK_LOCAL", "febf::1, LINK_LOCAL",
        "169.254.169.254, METADATA", "169.254.170.2, METADATA", "168.63.129.16, METADATA", "100.100.100.200, METADATA", "192.0.0.192, METADATA",
        "fd00:ec2::254, METADATA", "fd00:ec2::23, METADATA", "fd20:ce::254, METADATA",
        "224.0.0.1, MULTICAST", "239.255.255.255, MULTICAST", "ff02::1, MULTICAST",
        "0.0.0.0, UNSPECIFIED", "0.1.2.3, UNSPECIFIED", "::, UNSPECIFIED",
        "192.0.2.1, DOCUMENTATION", "198.51.100.1, DOCUMENTATION", "203.0.113.1, DOCUMENTATION", "2001:db8::1, DOCUMENTATION", "3fff::1, DOCUMENTATION",
        "240.0.0.1, RESERVED", "255.255.255.255, RESERVED", "198.18.0.1, RESERVED", "192.0.0.1, RESERVED", "100::1, RESERVED", "fec0::1, RESERVED", "4000::1, RESERVED",
        "64:ff9b::808:808, GLOBAL",
        "64:ff9b::a00:1, TUNNELLED", "64:ff9b::7f00:1, TUNNELLED", "64:ff9b::a9fe:a9fe, TUNNELLED", "64:ff9b:1::808:808, TUNNELLED",
        "2002:7f00:1::, TUNNELLED", "2002:808:808::1, TUNNELLED", "2001:0:4136:e378:8000:63bf:3fff:fdd2, TUNNELLED", "::7f00:1, TUNNELLED", "::a9fe:a9fe, TUNNELLED",
        "::ffff:0:7f00:1, TUNNELLED", "192.88.99.1, TUNNELLED", "2a00::5efe:a00:1, TUNNELLED", "2a00::200:5efe:a00:1, TUNNELLED"})
    void everyAddressHasItsClass(String address, AddressClass expected) {
        assertEquals(expected, AddressClass.of(InetAddress.ofLiteral(address)));
    }

    /** On a socket that serves both families a mapped address may stand as IPv6, and the operating system dials the IPv4 address in it. */
    @ParameterizedTest
    @CsvSource({"7f000001, LOOPBACK", "a9fea9fe, METADATA", "0a000001, PRIVATE", "00000000, UNSPECIFIED", "08080808, GLOBAL"})
    void mappedAddressesAreTheAddressesInThem(String octets, AddressClass expected) throws Exception {
        byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffff" + octets);
        assertEquals(expected, AddressClass.of(Inet6Address.getByAddress(null, mapped, -1)));
    }

    @Test
    void onlyTheInternetIsGlobal() {
        assertEquals(EnumSet.of(AddressClass.GLOBAL), EnumSet.copyOf(AddressGuard.internet().classes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "169.254.1.1", "fe80::1", "169.254.169.254", "fd00:ec2::254", "100.100.100.200", "168.63.129.16", "224.0.0.1", "0.0.0.0", "::",
        "2002:a00:1::1", "64:ff9b::a9fe:a9fe", "192.0.2.1", "240.0.0.1"})
    void theMeshIsNeverHere(String address) {
        assertInstanceOf(AddressGuard.Verdict.Refused.class, AddressGuard.mesh().judge(InetAddress.ofLiteral(address)));
        assertInstanceOf(AddressGuard.Verdict.Permitted.class, AddressGuard.mesh().allowing(InetAddress.ofLiteral(address)::equals).judge(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "192.168.1.1", "fd12::1", "100.64.3.4", "8.8.8.8"})
    void privateAddressesAreNormalForTheMesh(String address) {
        assertInstanceOf(AddressGuard.Verdict.Permitted.class, AddressGuard.mesh().judge(InetAddress.ofLiteral(address)));
    }
}
