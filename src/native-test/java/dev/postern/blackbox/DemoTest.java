package dev.postern.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole story, on embedded defaults: every step of the walk must come out as told. */
final class DemoTest {

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void theWalkHoldsNoSurprise(Product product) {
        Product.Result demo = product.run("demo", "--once");
        assertEquals(0, demo.exit(), demo.out() + demo.err());
    }
}
