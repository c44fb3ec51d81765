package dev.postern.address;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code resolv.conf(5)} says: whom to ask, and below which domains to look for short names.
 *
 * @param servers in the order in which they are asked
 * @param ndots   names with fewer dots are looked for below the search domains first
 */
public record ResolverFile(List<InetSocketAddress> servers, List<String> search, int ndots) {

    private static final int DNS = 53;
    private static final int MAXIMUM_NDOTS = 15;
    private static final long MAXIMUM_LINES = 1_000;

    public ResolverFile {
        servers = List.copyOf(servers);
        search = List.copyOf(search);
    }

    /** Of this machine; no servers when the file is not there. Reads a small file: for the start. */
    public static ResolverFile ofSystem() {
        try (Stream<String> lines = Files.lines(Path.of("/etc/resolv.conf"))) {
            return parse(lines.limit(MAXIMUM_LINES).toList());
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return new ResolverFile(List.of(), List.of(), 1);
        }
    }

    static ResolverFile parse(List<String> lines) {
        List<InetSocketAddress> servers = new ArrayList<>();
        List<String> search = List.of();
        int ndots = 1;
        for (String line : lines) {
            String[] words = line.strip().split("\\s+");
            List<String> rest = List.of(words).subList(1, words.length);
            switch (words[0]) {
                case "nameserver" -> rest.stream().limit(1).flatMap(text -> HostName.literal(text).stream()).forEach(at -> servers.add(new InetSocketAddress(at, DNS)));
                case "search", "domain" -> search = rest;
                case "options" -> ndots = rest.stream().filter(option -> option.matches("ndots:\\d{1,3}"))
                        .mapToInt(option -> Math.min(MAXIMUM_NDOTS, Integer.parseInt(option.substring(6)))).reduce(ndots, (before, last) -> last);
                default -> { }
            }
        }
        return new ResolverFile(servers, search, ndots);
    }
}
