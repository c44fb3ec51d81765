package dev.postern.address;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * What a name stands for, unchecked.
 *
 * @param addresses in no order that means anything
 * @param life      how long it may be believed, as its source says
 */
public record Answer(List<InetAddress> addresses, Duration life) {

    public Answer {
        addresses = List.copyOf(addresses);
    }
}
