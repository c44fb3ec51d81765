package dev.postern.body;

import java.util.List;
import java.util.Optional;

/**
 * An XML document, in UTF-8 whatever its encoding.
 *
 * @param text       all character data of the root element, put together: the one value of {@code XML:/*}
 * @param attributes the values of all attributes, in order, without namespace declarations: {@code XML://@*}
 */
public record XmlBody(byte[] text, List<byte[]> attributes, Optional<BodyError> error) implements ParsedBody {

    public XmlBody {
        attributes = List.copyOf(attributes);
    }

    /** None: XML has its own variable. */
    @Override
    public List<Argument> arguments() {
        return List.of();
    }
}
