package dev.postern.gateway;

import java.util.Optional;

/** What this program is, for the record and for {@code --version}. */
public final class Product {

    /** As the build stamped it. */
    public static final String VERSION = Optional.ofNullable(Product.class.getPackage().getImplementationVersion()).orElse("0.1.0-SNAPSHOT");

    private Product() {}
}
