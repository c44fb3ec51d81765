package dev.postern.body;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PartRangesTest {

    private static Optional<List<String>> parts(String body, String type) {
        byte[] octets = body.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return PartRanges.of(octets, type).map(ranges -> ranges.stream().map(range -> new String(octets, range.from(), range.length(), StandardCharsets.ISO_8859_1).replace("\r\n", "~")).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--b~A: x~~one~--b~A: y~~two~--b--~ | one,two",
        "--b~A: x~~one~~--b~~--b--~ | one~",
        "--b~~no headers~--b-- | no headers",
        "before~--b~A: x~~one~--b--~behind | one",
        "--b~A: x~~not closed | not closed",
        "--b~A: x~~with --b inside~--b-- | with --b inside",
        "--b  ~A: x~~padded~--b-- | padded",
        "--bee~A: x~~anything that begins so~--b-- | anything that begins so"})
    void contentsAreCutOut(String body, String expected) {
        assertEquals(Optional.of(List.of(expected.split(","))), parts(body, "multipart/form-data; boundary=b"));
    }

    @Test
    void bareLineFeedsAreLineEndsToo() {
        assertEquals(Optional.of(List.of("one", "two")), parts("--b\nA: x\n\none\n--b\nB: y\n\ntwo\n--b--\n", "Multipart/Mixed; x=y; BOUNDARY=\"b\""));
    }

    @Test
    void partsWithoutContentAreNone() {
        assertEquals(Optional.of(List.of()), parts("--b~A: x~~~--b~A: y~--b--~", "multipart/form-data; boundary=b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=b; boundary=c", "multipart/form-data; boundary=\"b", "multipart/form-data; boundary=\"b;c\"",
        "multipart/form-data; boundary=nowhere", "multipart/form-data; boundary=bé"})
    void aBodyThatCanBeCutInSeveralWaysOrNoneIsNotCut(String type) {
        assertEquals(Optional.empty(), parts("--b~A: x~~one~--b--~", type));
    }

    @Test
    void soManyPartsAndNoMore() {
        assertEquals(PartRanges.MOST, parts("--b~~x~".repeat(PartRanges.MOST) + "--b--", "multipart/form-data; boundary=b").orElseThrow().size());
        assertEquals(Optional.empty(), parts("--b~~x~".repeat(PartRanges.MOST + 1) + "--b--", "multipart/form-data; boundary=b"));
    }
}
