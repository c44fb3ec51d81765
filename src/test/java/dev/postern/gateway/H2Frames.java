package dev.postern.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One HTTP/2 request by hand (RFC 9113 §4.1), for what libraries do not show: which frames an answer comes in. */
final class H2Frames {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int END_STREAM = 1;

    private H2Frames() {}

    /** The types of the frames of the answer, {@code HEADERS} or {@code DATA}, the last one with {@code +END}. */
    static List<String> ofAnswer(SSLSocket socket, Map<String, String> fields) throws IOException {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        socket.getOutputStream().write(request(fields));
        socket.getOutputStream().flush();
        List<String> frames = new ArrayList<>();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        while (frames.isEmpty() || !frames.getLast().endsWith("+END")) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            boolean last = (in.readUnsignedByte() & END_STREAM) != 0;
            int stream = in.readInt();
            in.readNBytes(length);
            if (stream == 1 && (type == DATA || type == HEADERS || type == RST_STREAM)) {
                frames.add((type == DATA ? "DATA" : type == HEADERS ? "HEADERS" : "RESET") + (last || type == RST_STREAM ? "+END" : ""));
            }
        }
        return frames;
    }

    private static byte[] request(Map<String, String> fields) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (String pseudo : List.of(":method", ":scheme", ":authority", ":path")) {
            field(block, pseudo, fields.get(pseudo));
        }
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (!field.getKey().startsWith(":")) {
                field(block, field.getKey(), field.getValue());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0}); // empty SETTINGS
        out.writeBytes(new byte[] {0, (byte) (block.size() >> 8), (byte) block.size(), HEADERS, 4 | END_STREAM, 0, 0, 0, 1});
        block.writeTo(out);
        return out.toByteArray();
    }

    /** RFC 7541 §6.2.2: literal, not indexed, not compressed; §5.1 for lengths past 126. */
    private static void field(ByteArrayOutputStream block, String name, String value) {
        block.write(0);
        text(block, name);
        text(block, value);
    }

    private static void text(ByteArrayOutputStream block, String text) {
        int length = text.length();
        if (length < 127) {
            block.write(length);
        } else {
            block.write(127);
            int rest = length - 127;
            while (rest >= 128) {
                block.write(rest % 128 + 128);
                rest /= 128;
            }
            block.write(rest);
        }
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
