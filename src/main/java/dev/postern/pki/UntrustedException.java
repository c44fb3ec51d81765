package dev.postern.pki;

/** A certificate or a path fails a check; inside this package it carries the reason to the verdict. */
final class UntrustedException extends Exception {

    UntrustedException(String why) {
        super(why, null, false, false);
    }
}
