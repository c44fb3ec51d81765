package dev.postern.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A line as an octet-counted frame (RFC 5425 §4.3) around a syslog message (RFC 5424): facility 13 (log audit), severity 6 (informational), the line itself as the message,
 * number and hash in the structured data by which a collector can drop what came twice.
 *
 * <p>Nothing a client sends can end a frame or a field early: the count is of the octets that follow, a line is visible ASCII without a line feed, and the structured data holds
 * nothing but numbers, hexadecimal digits and words of ours.
 *
 * <p>Example: {@code 1234 <110>1 2026-03-01T12:00:00.000Z gate postern 4711 exchange [postern@32473 seq="17" hash="9f…"] {"seq":17, …}}
 */
final class SyslogFrame {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int FACILITY_LOG_AUDIT = 13;
    private static final int INFORMATIONAL = 6;

    private final String host;
    private final long process;

    /** @param host this machine's name; what RFC 5424 §6.2.4 does not allow becomes the nil value */
    SyslogFrame(String host, long process) {
        this.host = host.matches("[\\x21-\\x7e]{1,255}") ? host : "-";
        this.process = process;
    }

    void append(Line line, ByteArrayOutputStream out) {
        byte[] head = head(line).getBytes(StandardCharsets.US_ASCII);
        int length = head.length + line.octets().length;
        out.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(head);
        out.writeBytes(line.octets());
    }

    private String head(Line line) {
        Instant time = line.facts().time();
        String stamp = time.isBefore(EARLIEST) || time.isAfter(LATEST) ? "-" : TIME.format(time);
        return "<" + (FACILITY_LOG_AUDIT * 8 + INFORMATIONAL) + ">1 " + stamp + ' ' + host + " postern " + process + ' ' + line.facts().kind()
                + " [postern@32473 seq=\"" + line.link().seq() + "\" hash=\"" + line.link().hash() + "\"] ";
    }
}
