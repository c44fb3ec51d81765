package dev.postern.waf;

import java.util.List;

/** The response as far as it is known. */
record ResponseState(int status, byte[] protocol, List<Field> headers, byte[] body, Extent extent) {

    static final ResponseState NONE = new ResponseState(0, Ascii.NONE, List.of(), Ascii.NONE, Extent.WHOLE);

    ResponseState {
        headers = List.copyOf(headers);
    }

    ResponseState withBody(byte[] octets, Extent seen) {
        return new ResponseState(status, protocol, headers, octets, seen);
    }

    boolean overLimit() {
        return extent == Extent.CUT;
    }

    /** The media type without parameters, in lower case; empty when the response names none. */
    String mediaType() {
        for (Field field : headers) {
            if (field.is("content-type")) {
                String value = Ascii.lower(Ascii.text(field.value()));
                int semicolon = value.indexOf(';');
                return (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
            }
        }
        return "";
    }
}
