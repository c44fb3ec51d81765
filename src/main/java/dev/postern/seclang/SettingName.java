package dev.postern.seclang;

import java.util.List;

/** Settings that rule files make, with what each takes. */
public enum SettingName {
    RULE_ENGINE("SecRuleEngine", Form.CHOICE, "On", "Off", "DetectionOnly"),
    REQUEST_BODY_ACCESS("SecRequestBodyAccess", Form.CHOICE, "On", "Off"),
    REQUEST_BODY_LIMIT("SecRequestBodyLimit", Form.POSITIVE),
    REQUEST_BODY_NO_FILES_LIMIT("SecRequestBodyNoFilesLimit", Form.POSITIVE),
    REQUEST_BODY_LIMIT_ACTION("SecRequestBodyLimitAction", Form.CHOICE, "Reject", "ProcessPartial"),
    REQUEST_BODY_JSON_DEPTH_LIMIT("SecRequestBodyJsonDepthLimit", Form.POSITIVE),
    RESPONSE_BODY_ACCESS("SecResponseBodyAccess", Form.CHOICE, "On", "Off"),
    RESPONSE_BODY_LIMIT("SecResponseBodyLimit", Form.POSITIVE),
    RESPONSE_BODY_LIMIT_ACTION("SecResponseBodyLimitAction", Form.CHOICE, "Reject", "ProcessPartial"),
    RESPONSE_BODY_MIME_TYPE("SecResponseBodyMimeType", Form.TEXTS),
    RESPONSE_BODY_MIME_TYPES_CLEAR("SecResponseBodyMimeTypesClear", Form.NOTHING),
    ARGUMENTS_LIMIT("SecArgumentsLimit", Form.POSITIVE),
    ARGUMENT_SEPARATOR("SecArgumentSeparator", Form.CHOICE, "&"),
    COOKIE_FORMAT("SecCookieFormat", Form.CHOICE, "0"),
    UPLOAD_FILE_LIMIT("SecUploadFileLimit", Form.NUMBER),
    UNICODE_MAP_FILE("SecUnicodeMapFile", Form.TEXTS),
    COMPONENT_SIGNATURE("SecComponentSignature", Form.TEXT),
    COLLECTION_TIMEOUT("SecCollectionTimeout", Form.NUMBER);

    enum Form {
        /** One of some words, ignoring case. */
        CHOICE,
        /** A whole number from 0 to 2^31 − 1. */
        NUMBER,
        /** A whole number from 1 to 2^31 − 1. */
        POSITIVE,
        /** One text. */
        TEXT,
        /** One text or more. */
        TEXTS,
        NOTHING
    }

    private final String written;
    private final Form form;
    private final List<String> choices;

    SettingName(String written, Form form, String... choices) {
        this.written = written;
        this.form = form;
        this.choices = List.of(choices);
    }

    /** The directive. */
    public String written() {
        return written;
    }

    Form form() {
        return form;
    }

    /** As they are documented; empty unless the form is a choice. */
    List<String> choices() {
        return choices;
    }
}
