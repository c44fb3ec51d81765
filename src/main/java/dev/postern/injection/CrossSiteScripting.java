package dev.postern.injection;

import java.util.Set;

/**
 * Whether a value is cross-site scripting, as libinjection decides it: it is read as text, as the inside of a tag, and as the inside of an attribute's value in each kind of
 * quotes; tags, attributes, references and comments that can run a script anywhere make it one.
 *
 * <p>Linear in the length of the value, with a fixed amount of memory; any thread. {@code @detectXSS}, CRS 941100. As in the edition of libinjection that comes with
 * ModSecurity 2.9 every attribute that begins with {@code on} counts as an event.
 */
public final class CrossSiteScripting {

    private static final Set<String> TAGS = Set.of("APPLET", "BASE", "COMMENT", "EMBED", "FRAME", "FRAMESET", "HANDLER", "IFRAME", "IMPORT", "ISINDEX", "LINK", "LISTENER",
            "META", "NOSCRIPT", "OBJECT", "SCRIPT", "STYLE", "VMLFRAME", "XML", "XSS");

    private static final HtmlContext[] CONTEXTS = HtmlContext.values();
    private static final int SHORTEST_TAG = 3;

    private CrossSiteScripting() {}

    public static boolean found(byte[] in) {
        boolean tags = Find.octet(in, 0, '<') >= 0;
        if (!tags && Find.octet(in, 0, '=') < 0) {
            return false;
        }
        for (HtmlContext context : CONTEXTS) {
            if ((tags && context == HtmlContext.TAG || Find.octet(in, 0, context.needs()) >= 0) && found(in, context)) {
                return true;
            }
        }
        return false;
    }

    private static boolean found(byte[] in, HtmlContext context) {
        HtmlTokenizer html = new HtmlTokenizer(in, context);
        HtmlAttribute attribute = HtmlAttribute.PLAIN;
        while (html.next()) {
            int from = html.from();
            int to = html.to();
            boolean found = switch (html.type()) {
                case DOCTYPE -> true;
                case TAG_NAME_OPEN -> activeTag(in, from, to);
                case ATTR_VALUE -> activeValue(in, from, to, attribute);
                case TAG_COMMENT -> activeComment(in, from, to);
                case ATTR_NAME, DATA_TEXT, TAG_NAME_CLOSE, TAG_NAME_SELFCLOSE, TAG_CLOSE, NONE -> false;
            };
            if (found) {
                return true;
            }
            attribute = html.type() == HtmlToken.ATTR_NAME ? HtmlAttribute.of(in, from, to) : HtmlAttribute.PLAIN;
        }
        return false;
    }

    private static boolean activeTag(byte[] in, int from, int to) {
        return to - from >= SHORTEST_TAG
                && (TAGS.contains(HtmlName.of(in, from, to)) || HtmlName.begins(in, from, to, "SVG") || HtmlName.begins(in, from, to, "XSL"));
    }

    private static boolean activeValue(byte[] in, int from, int to, HtmlAttribute attribute) {
        return switch (attribute) {
            case PLAIN -> false;
            case ACTIVE -> true;
            case REFERENCE -> HtmlReference.isActive(in, from, to);
            case INDIRECT -> HtmlAttribute.of(in, from, to) != HtmlAttribute.PLAIN;
        };
    }

    /** Internet Explorer ends comments at a backtick, and reads conditions, imports and entities in them. */
    private static boolean activeComment(byte[] in, int from, int to) {
        if (Find.octet(in, from, to, '`') >= 0) {
            return true;
        }
        boolean condition = to - from > 3 && (HtmlName.begins(in, from, to, "[IF") || HtmlName.begins(in, from, to, "XML"));
        return condition || HtmlName.begins(in, from, to, "IMPORT") || HtmlName.begins(in, from, to, "ENTITY");
    }
}
