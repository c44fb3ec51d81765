package dev.postern.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The seeds of a target, {@code src/test/resources/fuzz/NAME.seeds}: one on each line, octets beyond visible ASCII written {@code \r}, {@code \n}, {@code \t}, {@code \\}
 * or {@code \xHH}; or {@code b64:} and base64. A line that begins with {@code #} is a comment. As a program it writes them into a directory, or reads a file the
 * fuzzer left and shows it as a line.
 */
public final class FuzzSeeds {

    private static final String BASE64 = "b64:";

    private FuzzSeeds() {}

    public static List<byte[]> of(String target) {
        try (InputStream in = FuzzSeeds.class.getResourceAsStream("/fuzz/" + target + ".seeds")) {
            if (in == null) {
                throw new IllegalStateException("no seeds for " + target);
            }
            List<byte[]> seeds = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                if (!line.startsWith("#") && !line.isEmpty()) {
                    seeds.add(read(line));
                }
            }
            return seeds;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static byte[] read(String line) {
        if (line.startsWith(BASE64)) {
            return Base64.getDecoder().decode(line.substring(BASE64.length()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c != '\\') {
                out.write(c);
                continue;
            }
            at++;
            switch (line.charAt(at)) {
                case 'r' -> out.write('\r');
                case 'n' -> out.write('\n');
                case 't' -> out.write('\t');
                case 'x' -> {
                    out.write(Integer.parseInt(line.substring(at + 1, at + 3), 16));
                    at += 2;
                }
                default -> out.write(line.charAt(at));
            }
        }
        return out.toByteArray();
    }

    static String written(byte[] seed) {
        StringBuilder line = new StringBuilder();
        for (byte octet : seed) {
            int c = octet & 0xff;
            switch (c) {
                case '\r' -> line.append("\\r");
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                case '\\' -> line.append("\\\\");
                default -> line.append(c >= 0x20 && c < 0x7f ? String.valueOf((char) c) : String.format("\\x%02x", c));
            }
        }
        return line.toString();
    }

    public static void main(String[] args) throws IOException {
        if (args[0].equals("show")) {
            System.out.println(written(Files.readAllBytes(Path.of(args[1]))));
            return;
        }
        Path dir = Files.createDirectories(Path.of(args[1]));
        int number = 0;
        for (byte[] seed : of(args[0])) {
            Files.write(dir.resolve("seed-" + number++), seed);
        }
    }
}
