package dev.postern.device;

import java.time.Instant;

/** What was found about a device, and when time alone could change it at the earliest. */
record Assessment(Device device, Instant until) {}
