package dev.postern.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request of a go-ftw test and what must be seen for it.
 *
 * @param request  the octets sent
 * @param expected ids that must be logged
 * @param refused  ids that must not be
 * @param regex    what the log must hold
 * @param noRegex  what it must not
 * @param status   of the answer, when the test says one
 * @param error    whether the connection may break without an answer
 */
record FtwStage(byte[] request, List<Integer> expected, List<Integer> refused, Optional<String> regex, Optional<String> noRegex, Optional<Integer> status, boolean error) {

    FtwStage {
        expected = List.copyOf(expected);
        refused = List.copyOf(refused);
    }

    static FtwStage of(Map<?, ?> stage) {
        Map<?, ?> input = FtwFile.map(stage.get("input"));
        Map<?, ?> output = FtwFile.map(stage.get("output"));
        Map<?, ?> log = FtwFile.map(output.get("log"));
        return new FtwStage(request(input), FtwFile.numbers(log.get("expect_ids")), FtwFile.numbers(log.get("no_expect_ids")), text(log, "match_regex"), text(log, "no_match_regex"),
                text(output, "status").map(Integer::parseInt), text(output, "expect_error").map(Boolean::parseBoolean).orElse(false));
    }

    private static byte[] request(Map<?, ?> input) {
        Optional<String> encoded = text(input, "encoded_request");
        if (encoded.isPresent()) {
            return Base64.getMimeDecoder().decode(encoded.get());
        }
        byte[] data = text(input, "data").orElse("").getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(text(input, "method").orElse("GET")).append(' ').append(text(input, "uri").orElse("/")).append(' ')
                .append(text(input, "version").orElse("HTTP/1.1")).append("\r\n");
        headers(input, data).forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        all.writeBytes(data);
        return all.toByteArray();
    }

    /** go-ftw adds what a client would, unless told not to. */
    private static Map<String, String> headers(Map<?, ?> input, byte[] data) {
        Map<String, String> headers = new LinkedHashMap<>();
        FtwFile.map(input.get("headers")).forEach((name, value) -> headers.put(String.valueOf(name), value == null ? "" : String.valueOf(value)));
        if (text(input, "autocomplete_headers").map(Boolean::parseBoolean).orElse(true)) {
            add(headers, "Connection", "close");
            if (data.length > 0) {
                add(headers, "Content-Type", "application/x-www-form-urlencoded");
            }
            if (data.length > 0 || text(input, "method").filter("POST"::equals).isPresent()) {
                add(headers, "Content-Length", Integer.toString(data.length));
            }
        }
        return headers;
    }

    private static void add(Map<String, String> headers, String name, String value) {
        if (headers.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            headers.put(name, value);
        }
    }

    private static Optional<String> text(Map<?, ?> map, String key) {
        return Optional.ofNullable(map.get(key)).map(String::valueOf);
    }
}
