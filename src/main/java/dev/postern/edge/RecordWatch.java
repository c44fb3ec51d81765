package dev.postern.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Closes a connection whose client asks for a second handshake (TLS 1.2 renegotiation): it costs a server a hundred times what it costs a client (CVE-2011-1473) and may change
 * who the client is. Looks at the headers of records alone (RFC 5246 §6.2.1). After the client's ChangeCipherSpec one handshake record may follow: its Finished in TLS 1.2, its
 * second ClientHello where TLS 1.3 retries; whatever a client says of handshakes later in TLS 1.3 is application data to the eye.
 *
 * <p>It stands before TLS. Event loop of the connection.
 */
final class RecordWatch extends ChannelInboundHandlerAdapter {

    private static final int HEADER_BYTES = 5;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;

    private final Connection connection;
    private int headerRead;
    private int type;
    private int length;
    private int skip;
    private boolean changed;
    private int handshakes;

    RecordWatch(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (handshakes <= 1 && message instanceof ByteBuf octets) {
            look(octets);
        }
        if (handshakes > 1) {
            ReferenceCountUtil.release(message);
            connection.abort();
        } else {
            super.channelRead(ctx, message);
        }
    }

    private void look(ByteBuf octets) {
        int at = octets.readerIndex();
        int end = octets.writerIndex();
        while (at < end) {
            if (skip > 0) {
                int step = Math.min(skip, end - at);
                skip -= step;
                at += step;
            } else {
                header(octets.getByte(at++) & 0xff);
            }
        }
    }

    private void header(int octet) {
        if (headerRead == 0) {
            type = octet;
        } else if (headerRead > 2) {
            length = length << 8 | octet;
        }
        headerRead++;
        if (headerRead == HEADER_BYTES) {
            changed |= type == CHANGE_CIPHER_SPEC;
            handshakes += changed && type == HANDSHAKE ? 1 : 0;
            skip = length;
            length = 0;
            headerRead = 0;
        }
    }
}
