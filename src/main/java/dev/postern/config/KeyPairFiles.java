package dev.postern.config;

import java.nio.file.Path;

/** A PEM certificate chain, leaf first, and the PEM private key (PKCS #8) that belongs to it; both are watched and reloaded. */
public record KeyPairFiles(Located<Path> cert, Located<Path> key) {}
