package dev.postern.address;

import dev.postern.fuzz.Text;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.handler.codec.dns.TcpDnsResponseDecoder;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** A name server's answer, as it comes over TCP without its length: no address comes out of it that does not stand in it, few enough, each once, and nothing stays behind in memory. */
public final class DnsAnswerFuzz {

    private DnsAnswerFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        EmbeddedChannel channel = new EmbeddedChannel(new TcpDnsResponseDecoder());
        DnsResponse response = null;
        Optional<ByteBuf> content = Optional.empty();
        try {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) (data.length >> 8), (byte) data.length}, data));
            response = channel.readInbound();
            if (response != null) {
                List<DnsRecord> records = records(response);
                content = records.stream().filter(DnsRawRecord.class::isInstance).map(record -> ((DnsRawRecord) record).content()).filter(ByteBuf::isReadable).findFirst();
                sound(Text.hex(data), records);
            }
        } catch (RuntimeException refused) {
            Text.holds(refused instanceof io.netty.handler.codec.DecoderException, "fails otherwise: " + refused);
        } finally {
            if (response != null) {
                response.release();
            }
            channel.finishAndReleaseAll();
        }
        content.ifPresent(octets -> Text.same(0, octets.refCnt(), "stays in memory"));
    }

    private static List<DnsRecord> records(DnsResponse response) {
        List<DnsRecord> all = new ArrayList<>();
        for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
            DnsRecord record = response.recordAt(DnsSection.ANSWER, i);
            all.add(record instanceof DnsRawRecord raw ? raw.retain() : record);
        }
        return all;
    }

    private static void sound(String data, List<DnsRecord> records) {
        Future<Answer> future = DnsNames.answer("app.test", records);
        if (future.failed()) {
            return;
        }
        Answer answer = future.result();
        Text.holds(!answer.life().isNegative(), "life " + answer.life());
        Text.holds(answer.addresses().size() <= DnsNames.ADDRESSES && new HashSet<>(answer.addresses()).size() == answer.addresses().size(), "addresses " + answer.addresses());
        answer.addresses().forEach(address -> Text.holds(data.contains(Text.hex(AddressBlock.unmapped(address.getAddress()))), "not in the answer: " + address));
    }
}
