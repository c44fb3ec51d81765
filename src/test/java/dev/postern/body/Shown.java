package dev.postern.body;

import dev.postern.fuzz.Text;
import java.util.List;
import java.util.stream.Collectors;

/** What was read out of a body as one line, and texts of octets. */
final class Shown {

    private Shown() {}

    /** {@code name=value|name=value}, and {@code !} behind it when there is an error. */
    static String arguments(ParsedBody body) {
        return arguments(body.arguments()) + (body.error().isPresent() ? "!" : "");
    }

    static String arguments(List<Argument> arguments) {
        return arguments.stream().map(Argument::toString).collect(Collectors.joining("|"));
    }

    /** {@code text|attribute|attribute}, and {@code !} behind it when there is an error. */
    static String xml(XmlBody body) {
        String attributes = body.attributes().stream().map(value -> "|" + Text.latin(value)).collect(Collectors.joining());
        return Text.latin(body.text()) + attributes + (body.error().isPresent() ? "!" : "");
    }

    static String parts(MultipartBody body, byte[] in) {
        return body.parts().stream().map(part -> part(part, in)).collect(Collectors.joining("|")) + (body.error().isPresent() ? "!" : "");
    }

    private static String part(Part part, byte[] in) {
        String content = Text.latin(in).substring(part.content().from(), part.content().to());
        return Text.latin(part.name()) + part.file().map(name -> '<' + Text.latin(name) + '>').orElse("") + '=' + content;
    }
}
