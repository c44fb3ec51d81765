package dev.postern.device;

import dev.postern.pki.Thumbprint;
import java.time.Instant;
import java.util.Map;

/** What is known about the device a request comes from. */
public sealed interface Device {

    /** For the audit trail: {@code enrolled:laptop-17}, {@code revoked:laptop-17}, {@code none}. */
    String label();

    /**
     * A device whose certificate one of our authorities issued, valid now and not revoked.
     *
     * @param id         the device's name: the first DNS or URI subject alternative name, else the common name
     * @param authority  the configured authority that issued it
     * @param serial     of the certificate, hex
     * @param thumbprint of the certificate
     * @param attributes configured for the authority, plus what the subject carries: {@code organization}, {@code unit}
     * @param notAfter   end of the certificate's validity
     */
    record Enrolled(String id, String authority, String serial, Thumbprint thumbprint, Map<String, String> attributes, Instant notAfter) implements Device {

        public Enrolled {
            attributes = Map.copyOf(attributes);
        }

        @Override
        public String label() {
            return "enrolled:" + id;
        }
    }

    /**
     * One of our authorities issued its certificate, which is valid now, and it cannot be told whether it has been revoked: enrolled as far as is known. Only a rule that says
     * so takes it for enrolled.
     *
     * @param why for the audit trail and the log
     */
    record Undetermined(Enrolled enrolled, String why) implements Device {

        @Override
        public String label() {
            return "undetermined:" + enrolled.id();
        }
    }

    /** Its certificate has been revoked by the authority that issued it. */
    record Revoked(String id, String authority, String serial, Thumbprint thumbprint) implements Device {

        @Override
        public String label() {
            return "revoked:" + id;
        }
    }

    /** Its certificate was issued by one of our authorities, and is outside its validity now. */
    record Expired(String id, String authority, String serial, Thumbprint thumbprint) implements Device {

        @Override
        public String label() {
            return "expired:" + id;
        }
    }

    /** A certificate was presented, and no authority of ours vouches for it. {@code why} is for the audit trail alone. */
    record Unknown(String why, Thumbprint thumbprint) implements Device {

        @Override
        public String label() {
            return "unknown:" + thumbprint;
        }
    }

    /** No certificate was presented. */
    record Absent() implements Device {

        @Override
        public String label() {
            return "none";
        }
    }
}
