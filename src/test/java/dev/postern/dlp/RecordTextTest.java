package dev.postern.dlp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RecordTextTest {

    private static final RecordText RECORD = RecordText.standard();

    @Test
    void whatIsSensitiveIsMaskedEachTime() {
        for (int time = 0; time < 3; time++) {
            assertEquals("/pay/XXXXXXXXXXXX1111/now", RECORD.masked("/pay/4111111111111111/now"));
        }
    }

    @Test
    void whatIsHarmlessStaysAsItIsEachTime() {
        for (int time = 0; time < 3; time++) {
            assertEquals("h2load nghttp2/1.52.0-12345", RECORD.masked("h2load nghttp2/1.52.0-12345"));
        }
    }

    @Test
    void textsWithTheSameHashAreToldApart() {
        assertEquals("AaAaAa 4111111111111112", RECORD.masked("AaAaAa 4111111111111112"));
        assertEquals("BBBBBB 4111111111111112", RECORD.masked("BBBBBB 4111111111111112"));
        assertEquals("AaAaAa XXXXXXXXXXXX1111", RECORD.masked("AaAaAa 4111111111111111"));
        assertEquals("BBBBBB XXXXXXXXXXXX1111", RECORD.masked("BBBBBB 4111111111111111"));
    }
}
