package dev.postern.address;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;

/** An address that an {@link AddressGuard} has permitted; only a guard makes one. Whoever dials takes it, and never a name: a second resolution might answer otherwise. */
public final class CheckedAddress {

    private final InetAddress address;

    CheckedAddress(InetAddress address) {
        this.address = address;
    }

    public InetAddress address() {
        return address;
    }

    /** What to dial, for {@code RequestOptions.setServer} or {@code NetClient.connect}; the name that TLS asks for is set apart from it. */
    public SocketAddress at(int port) {
        return SocketAddress.inetSocketAddress(new InetSocketAddress(address, port));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CheckedAddress checked && address.equals(checked.address);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(address);
    }

    @Override
    public String toString() {
        return address.getHostAddress();
    }
}
