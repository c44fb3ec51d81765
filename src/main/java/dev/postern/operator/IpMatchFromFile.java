package dev.postern.operator;

import java.nio.charset.StandardCharsets;

/**
 * {@code @ipMatchFromFile FILE}, {@code @ipMatchF FILE}: the value is an address in one of the networks in the file; as {@code @ipMatch} otherwise.
 *
 * <p>Argument: the name of a file, relative to the rule file, with one address or network on each line; lines that begin with {@code #} are comments, and so is what follows a {@code #}. At most
 * 8 MiB.
 *
 * <p>Example: {@code SecRule REMOTE_ADDR "@ipMatchFromFile blocked.data" "id:1,phase:1,drop"}
 */
final class IpMatchFromFile {

    private IpMatchFromFile() {}

    static Operator of(String argument, DataFiles files) throws InvalidOperatorException {
        IpNetworks networks = new IpNetworks();
        int number = 0;
        for (String line : new String(PmFromFile.content(argument.strip(), files), StandardCharsets.ISO_8859_1).split("\n", -1)) {
            number++;
            int comment = line.indexOf('#');
            String network = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (!network.isEmpty()) {
                add(network, number, networks);
            }
        }
        if (networks.isEmpty()) {
            throw new InvalidOperatorException("@ipMatchFromFile has no network", "a file with an address or a network on each line");
        }
        return new IpMatch(networks);
    }

    private static void add(String network, int line, IpNetworks networks) throws InvalidOperatorException {
        try {
            networks.add(network);
        } catch (InvalidOperatorException wrong) {
            throw new InvalidOperatorException("line " + line + " of the file: " + wrong.getMessage(), wrong.hint());
        }
    }
}
