package dev.postern.audit;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;

/** The names of fields of an event, of OCSF and our own, in lower case, encoded once. */
enum Field {
    CATEGORY_UID, CLASS_UID, ACTIVITY_ID, TYPE_UID, TIME, DURATION, SEVERITY_ID, STATUS_ID, ACTION_ID, DISPOSITION_ID, METADATA, VERSION, UID,
    CORRELATION_UID, PROFILES, PRODUCT, APP, NAME, VENDOR_NAME, ACTOR, USER, GROUPS, DEVICE, TYPE_ID, SRC_ENDPOINT, PROXY_ENDPOINT, IP, SESSION,
    HTTP_REQUEST, HTTP_METHOD, URL, HOSTNAME, PATH, USER_AGENT, HTTP_RESPONSE, CODE, TRAFFIC, BYTES_IN, BYTES_OUT, POLICY, POSTERN, QUERY, ROUTE,
    REASON, DETAIL, SHADOW, WITHOUT, UPSTREAM, END, FIRST_BYTE, RULES, FINDINGS_COUNT, FINDINGS, INSPECTOR, RULE, WHAT, PLACE, SHOWN, SCORE;

    private final SerializableString written = new SerializedString(name().toLowerCase(Locale.ROOT));

    SerializableString written() {
        return written;
    }
}
