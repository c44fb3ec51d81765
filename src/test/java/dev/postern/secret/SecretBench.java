package dev.postern.secret;

import dev.postern.config.Problems;
import dev.postern.detect.Finder;
import dev.postern.detect.Hit;
import dev.postern.detect.Window;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** How fast, and with how many false alarms: {@code SecretBench RULES|- DIR...}. */
public final class SecretBench {

    private static final int SIZE = 8 << 20;
    private final Random random = new Random(5);

    public static void main(String[] args) throws IOException {
        new SecretBench().run(args);
    }

    private void run(String[] args) throws IOException {
        SecretRules rules = args[0].equals("-") ? SecretRules.builtIn() : SecretRules.read(Path.of(args[0]), new Problems()).orElseThrow();
        Map<String, byte[]> texts = new TreeMap<>(Map.of("api", api(), "logs", logs(), "lorem", lorem(), "base64", base64(), "hashes", hashes()));
        for (String dir : Arrays.asList(args).subList(1, args.length)) {
            StringBuilder all = new StringBuilder();
            try (var files = Files.walk(Path.of(dir))) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).filter(f -> f.toString().matches(".*\\.(java|md|yaml|xml|sh|html|js|css|properties)"))::iterator) {
                    all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).append('\n');
                }
            }
            texts.put("dir " + dir, all.toString().getBytes(StandardCharsets.UTF_8));
        }
        String only = System.getProperty("only", "");
        texts.forEach((name, text) -> {
            if (name.contains(only)) {
                report(rules, name, text);
            }
        });
    }

    private static void report(Finder finder, String name, byte[] text) {
        double best = 0;
        int[] hits = new int[3];
        for (int round = 0; round < 12; round++) {
            Arrays.fill(hits, 0);
            long start = cpu();
            for (int at = 0; at < text.length; at += 60_000) {
                int from = Math.max(0, at - Window.CONTEXT_BYTES);
                int to = Math.min(text.length, at + 60_000);
                byte[] part = Arrays.copyOfRange(text, from, Math.min(text.length, to + Window.MOST_HIT_BYTES));
                finder.find(new Window(part, part.length, at - from, to - from), hit -> {
                    hits[0]++;
                    hits[1] += hit.confidence() >= Hit.LIKELY ? 1 : 0;
                });
            }
            best = Math.max(best, text.length / 1e6 / ((cpu() - start) / 1e9));
        }
        System.out.printf("%-40s %6.1f MB/s  %d hits, %d likely, in %.1f MB%n", name, best, hits[0], hits[1], text.length / 1e6);
        finder.find(Window.whole(text), hit -> {
            if (hit.confidence() >= Hit.LIKELY && hits[2]++ < 40) {
                int from = Math.max(0, hit.start() - 50);
                System.out.println("    " + hit.type() + " " + hit.confidence() + " " + new String(text, from, Math.min(text.length, hit.end() + 3) - from, StandardCharsets.UTF_8).replace("\n", "\\n"));
            }
        });
    }

    /** Of this thread: what else the machine does counts little. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private byte[] fill(Supplier<String> record) {
        StringBuilder all = new StringBuilder();
        while (all.length() < SIZE) {
            all.append(record.get());
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String id() {
        byte[] octets = new byte[16];
        random.nextBytes(octets);
        return UUID.nameUUIDFromBytes(octets).toString();
    }

    private String hex(int octets) {
        byte[] some = new byte[octets];
        random.nextBytes(some);
        return HexFormat.of().formatHex(some);
    }

    private byte[] api() {
        String[] names = {"Anna Larsson", "Boris Keymann", "Tokyo Author", "Maria Passwater"};
        return fill(() -> "{\"id\":\"" + id() + "\",\"user\":{\"name\":\"" + names[random.nextInt(4)] + "\",\"author_id\":" + random.nextInt(100000) + ",\"access_level\":\"member\",\"api_version\":\"v2.1\"},"
                + "\"status\":\"active\",\"created_at\":\"2026-0" + (1 + random.nextInt(9)) + "-11T10:22:" + (10 + random.nextInt(50)) + "Z\",\"amount\":" + random.nextInt(1000000) + ".50,\"currency\":\"EUR\",\"key\":\"order-"
                + random.nextInt(1000) + "\",\"tags\":[\"task\",\"risk\",\"monkey business\"],\"description\":\"They asked whether the secretary may access the authority's basement; tokens of appreciation were given.\","
                + "\"links\":{\"self\":\"https://api.example.test/v1/orders/" + random.nextInt(100000) + "\",\"next_page_token\":null},\"count\":" + random.nextInt(100) + "}\n");
    }

    private byte[] logs() {
        return fill(() -> "{\"ts\":\"2026-11-27T06:22:51.123Z\",\"level\":\"INFO\",\"logger\":\"org.corp.AuthService\",\"trace_id\":\"" + hex(16) + "\",\"span_id\":\"" + hex(8) + "\",\"request_id\":\"" + id()
                + "\",\"msg\":\"user authenticated, token issued for key alias\",\"user_id\":" + random.nextInt(1000000) + ",\"etag\":\"" + hex(20) + "\",\"sha256\":\"" + hex(32) + "\",\"duration_ms\":" + random.nextInt(1000)
                + ",\"path\":\"/api/v1/accounts/" + id() + "/tokens\",\"cache_key\":\"" + hex(16) + "\",\"session_hash\":\"" + hex(20) + "\"}\n");
    }

    private byte[] hashes() {
        return fill(() -> "{\"key\":\"" + hex(16) + "\",\"id\":\"" + hex(12) + "\",\"object_key\":\"" + id() + "\",\"nextToken\":\"" + hex(20) + "\",\"key_id\":\"" + hex(10) + "\",\"keyHash\":\"" + hex(32) + "\"}\n");
    }

    private byte[] lorem() {
        String[] words = ("lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua the key to access the secret is a token of authority "
                + "password policies ask people for keys they passed").split(" ");
        return fill(() -> words[random.nextInt(words.length)] + (random.nextInt(12) == 0 ? ".\n" : " "));
    }

    private byte[] base64() {
        return fill(() -> {
            byte[] image = new byte[3000 + random.nextInt(30000)];
            random.nextBytes(image);
            return "<img src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(image) + "\">\n";
        });
    }
}
