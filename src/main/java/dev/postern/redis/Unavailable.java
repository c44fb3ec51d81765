package dev.postern.redis;

/** The server cannot be asked, or did not answer in time; nothing is known about what it did. */
final class Unavailable extends RuntimeException {

    Unavailable(String why) {
        super(why, null, false, false);
    }
}
