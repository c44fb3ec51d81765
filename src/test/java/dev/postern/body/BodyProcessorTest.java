package dev.postern.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.fuzz.Text;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class BodyProcessorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '>', nullValues = "-", value = {
        "application/x-www-form-urlencoded > URLENCODED",
        "Application/X-WWW-Form-URLencoded; charset=utf-8 > URLENCODED",
        "multipart/form-data; boundary=x > MULTIPART",
        "MULTIPART/FORM-DATA > MULTIPART",
        "multipart/mixed; boundary=x > -",
        "application/json > -",
        "text/xml > -",
        "'' > -"})
    void formsHaveTheirProcessorWithoutARule(String contentType, BodyProcessor expected) {
        assertEquals(Optional.ofNullable(expected), BodyProcessor.of(Text.octets(contentType)));
    }

    @Test
    void namesAreThoseOfSecLang() {
        assertEquals(Optional.of(BodyProcessor.JSON), BodyProcessor.named("json"));
        assertEquals(Optional.of(BodyProcessor.XML), BodyProcessor.named("XML"));
        assertEquals(Optional.empty(), BodyProcessor.named("PROTOBUF"));
    }

    @Test
    void eachReadsItsKind() {
        byte[] none = {};
        assertInstanceOf(FormBody.class, BodyProcessor.URLENCODED.parse(Received.whole(Text.octets("a=1")), none, Bounds.DEFAULT));
        assertInstanceOf(JsonBody.class, BodyProcessor.JSON.parse(Received.whole(Text.octets("1")), none, Bounds.DEFAULT));
        assertInstanceOf(XmlBody.class, BodyProcessor.XML.parse(Received.whole(Text.octets("<a/>")), none, Bounds.DEFAULT));
        assertTrue(BodyProcessor.MULTIPART.parse(Received.whole(Text.octets("a")), none, Bounds.DEFAULT).error().isPresent());
    }

    @ParameterizedTest
    @EnumSource(BodyProcessor.class)
    void anyOctetsAreReadWithoutAFailure(BodyProcessor processor) {
        Random random = new Random(5);
        byte[] type = Text.octets("multipart/form-data; boundary=x");
        for (int i = 0; i < 2_000; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            assertTrue(processor.parse(Received.whole(body), type, Bounds.DEFAULT).arguments().size() <= 1_000);
        }
    }
}
