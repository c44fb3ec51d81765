package dev.postern.waf;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One record of a collection that outlives transactions, such as all that is known of one address: at most {@link #MOST_MEMBERS} members, each with its own end. Shared by threads.
 */
final class StoredCollection {

    static final int MOST_MEMBERS = 64;
    static final int MOST_VALUE_BYTES = 1024;

    private record Member(byte[] value, Instant ends) {}

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Instant created;
    private Instant touched;

    StoredCollection(Instant now) {
        created = now;
        touched = now;
    }

    synchronized boolean idle(Instant now, Duration timeout) {
        return touched.plus(timeout).isBefore(now);
    }

    synchronized Optional<byte[]> get(String name, Instant now) {
        Member member = members.get(name);
        if (member != null && !now.isBefore(member.ends())) {
            members.remove(name);
            return Optional.empty();
        }
        return Optional.ofNullable(member).map(Member::value);
    }

    /** Keeps the end a member has. A value that is too long, or one member too many, is not kept. */
    synchronized void set(String name, byte[] value, Instant now) {
        Member before = members.get(name);
        if (value.length > MOST_VALUE_BYTES || before == null && members.size() >= MOST_MEMBERS) {
            return;
        }
        touched = now;
        members.put(name, new Member(value, before == null ? Instant.MAX : before.ends()));
    }

    /** In one step: transactions that count at the same time are all counted. */
    synchronized void count(String name, long by, Instant now) {
        set(name, Members.counted(get(name, now), by), now);
    }

    synchronized void unset(String name) {
        members.remove(name);
    }

    synchronized void expire(String name, Instant ends) {
        members.computeIfPresent(name, (unused, member) -> new Member(member.value(), ends));
    }

    synchronized Map<String, byte[]> members(Instant now) {
        members.values().removeIf(member -> !now.isBefore(member.ends()));
        Map<String, byte[]> copy = new LinkedHashMap<>();
        members.forEach((name, member) -> copy.put(name, member.value()));
        copy.put("create_time", Ascii.number(created.getEpochSecond()));
        copy.put("last_update_time", Ascii.number(touched.getEpochSecond()));
        return copy;
    }
}
