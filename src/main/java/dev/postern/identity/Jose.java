package dev.postern.identity;

import org.jose4j.jwa.AlgorithmFactoryFactory;

/**
 * jose4j tries out every algorithm the platform has when it is first used, which takes a noticeable time: that is done at load, not by the first
 * request on its event loop.
 */
final class Jose {

    private Jose() {}

    static void load() {
        AlgorithmFactoryFactory.getInstance();
    }
}
