package dev.postern.firewall;

import dev.postern.waf.ConnectionFacts;
import dev.postern.waf.Extent;
import dev.postern.waf.Field;
import dev.postern.waf.Interruption;
import dev.postern.waf.RequestLine;
import dev.postern.waf.RuleMatch;
import dev.postern.waf.Transaction;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request put to a profile outside the gateway, for people who want to know why it is refused.
 *
 * @param matches      of all rules that report, in order, with what they saw: for the eyes of whoever wrote the request
 * @param interruption by which rule it is refused
 * @param exclusions   the narrowest that would let it pass, as {@code exclusions:} of a profile
 */
public record Trial(List<RuleMatch> matches, Optional<Interruption> interruption, List<String> exclusions) {

    private static final int MOST_BYTES = 64 << 20;

    public Trial {
        matches = List.copyOf(matches);
        exclusions = List.copyOf(exclusions);
    }

    /**
     * @param raw a request of HTTP/1.1 as it would be sent; lines may end with a line feed alone
     * @throws IllegalArgumentException when it is none
     */
    static Trial of(Ruling ruling, byte[] raw) {
        EmbeddedChannel decoder = new EmbeddedChannel(new HttpRequestDecoder(), new HttpObjectAggregator(MOST_BYTES));
        decoder.writeInbound(Unpooled.wrappedBuffer(raw));
        decoder.finish();
        FullHttpRequest request = decoder.readInbound();
        if (request == null) {
            throw new IllegalArgumentException("no whole request: a head ends with an empty line, a body is as long as Content-Length says");
        }
        try {
            if (request.decoderResult().isFailure()) {
                throw new IllegalArgumentException("no request of HTTP/1.1: " + request.decoderResult().cause().getMessage());
            }
            return of(ruling, request);
        } finally {
            request.release();
        }
    }

    private static Trial of(Ruling ruling, FullHttpRequest request) {
        Transaction transaction = ruling.begin(new ConnectionFacts("127.0.0.1", 0, "127.0.0.1", 443, "explained"));
        List<Field> fields = new ArrayList<>();
        request.headers().forEach(header -> fields.add(Field.of(header.getKey(), header.getValue())));
        transaction.requestHead(new RequestLine(octets(request.method().name()), octets(request.uri()), octets(request.protocolVersion().text())), fields);
        transaction.requestBody(ByteBufUtil.getBytes(request.content()), Extent.WHOLE);
        transaction.finish();
        return new Trial(transaction.matches(), transaction.interruption(), exclusions(transaction.matches()));
    }

    /** Rules that weigh something, with the targets they matched at. */
    private static List<String> exclusions(List<RuleMatch> matches) {
        Map<Long, Set<String>> targets = new LinkedHashMap<>();
        matches.stream().filter(match -> Findings.score(match.severity()) > 0 && !match.variable().isEmpty() && !match.variable().startsWith("TX"))
                .forEach(match -> targets.computeIfAbsent(match.ruleId(), id -> new LinkedHashSet<>()).add(match.variable()));
        return targets.entrySet().stream().map(entry -> Exclusions.line(Long.toString(entry.getKey()), entry.getValue())).toList();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
