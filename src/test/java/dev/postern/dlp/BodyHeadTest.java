package dev.postern.dlp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.exchange.Authority;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.RequestFacts;
import dev.postern.exchange.RequestId;
import dev.postern.inspect.Message;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BodyHeadTest {

    @ParameterizedTest
    @CsvSource({"gzip, false", "identity, true", "' Identity ', true", "'', false"})
    void messagesOfTheirOwnCodingAreUnreadable(String coding, boolean readable) {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        RequestFacts facts = new RequestFacts(RequestId.next(), Instant.EPOCH, Protocol.HTTP_2, "POST", Authority.parse("app.test"), CanonicalPath.parse("/"), "",
                Headers.of(Map.of("content-type", "application/grpc", "grpc-encoding", coding)), new Client(here, here, Optional.empty(), List.of()));
        assertEquals(readable, BodyHead.of(Message.request(facts, Message.Content.POSSIBLE, "/")).unreadable().isEmpty());
    }
}
