package dev.postern.redis;

import dev.postern.revocation.Revocation;
import dev.postern.revocation.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** A revocation, or that it was lifted, as octets. They are read only after they have been opened, so whoever wrote them had a key. */
final class RevocationBytes {

    private RevocationBytes() {}

    enum State { HOLDS, LIFTED }

    record Entry(State state, Revocation revocation) {}

    static byte[] encode(Entry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Revocation revocation = entry.revocation();
            out.writeUTF(entry.state().name());
            out.writeUTF(revocation.target().kind().word());
            out.writeUTF(revocation.target().value());
            out.writeUTF(revocation.why());
            out.writeUTF(revocation.by());
            out.writeLong(revocation.at().toEpochMilli());
            out.writeLong(revocation.until().toEpochMilli());
        } catch (IOException tooLong) {
            throw new UncheckedIOException(tooLong);
        }
        return bytes.toByteArray();
    }

    /** Empty for anything but what {@link #encode} writes. */
    static Optional<Entry> decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            State state = State.valueOf(in.readUTF());
            String word = in.readUTF();
            Target.Kind kind = Arrays.stream(Target.Kind.values()).filter(one -> one.word().equals(word)).findFirst().orElseThrow(IllegalArgumentException::new);
            Revocation revocation = new Revocation(new Target(kind, in.readUTF()), in.readUTF(), in.readUTF(), Instant.ofEpochMilli(in.readLong()),
                    Instant.ofEpochMilli(in.readLong()));
            return in.available() == 0 ? Optional.of(new Entry(state, revocation)) : Optional.empty();
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
