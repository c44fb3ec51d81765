package dev.postern.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as the build stamped it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String stamped = Version.class.getPackage().getImplementationVersion();
        return new String[] {"postern " + (stamped == null ? "0.1.0-SNAPSHOT" : stamped)};
    }
}
