package dev.postern.body;

import dev.postern.fuzz.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What must hold where a body is read that was cut: what stands before the cut is what the whole one says there, and that it was cut is no error. */
final class CutBodies {

    private CutBodies() {}

    static Received cut(byte[] whole, int at) {
        return new Received(Arrays.copyOf(whole, at), BodyEnd.CUT);
    }

    /** Somewhere in it; the same for the same octets. */
    static int somewhere(byte[] whole) {
        return Math.floorMod(Arrays.hashCode(whole) * 31 + 7, whole.length + 1);
    }

    static void json(byte[] whole, int at, Bounds bounds) {
        JsonBody all = Json.parse(whole, bounds);
        JsonBody front = Json.parse(cut(whole, at), bounds);
        if (all.error().isPresent() || front.error().filter(BodyError::isBound).isPresent()) {
            return;
        }
        Text.same(Optional.empty(), front.error(), "a cut taken for an error");
        // Names are told apart from those that closing what is open would give only where no key holds a full stop.
        boolean plain = !Text.latin(whole).contains(".") && !Text.latin(whole).toLowerCase(Locale.ROOT).contains("\\u002e");
        fronts(front.arguments(), all.arguments(), plain);
        if (at == whole.length) {
            Text.same(Shown.arguments(all), Shown.arguments(front), "all of it, read otherwise");
        }
    }

    static void form(byte[] whole, int at) {
        FormBody all = UrlEncoded.parse(whole, Bounds.DEFAULT);
        FormBody front = (FormBody) BodyProcessor.URLENCODED.parse(cut(whole, at), Octets.NONE, Bounds.DEFAULT);
        Text.holds(front.invalidEscapes() <= all.invalidEscapes(), "an escape that the cut goes through taken for none");
        fronts(front.arguments(), all.arguments(), true);
    }

    private static void fronts(List<Argument> some, List<Argument> all, boolean names) {
        Text.holds(some.size() <= all.size(), "more arguments than in the whole: " + some + " of " + all);
        for (int i = 0; i < some.size(); i++) {
            boolean last = i == some.size() - 1;
            boolean same = last ? (!names || isFront(some.get(i).name(), all.get(i).name())) && isFront(some.get(i).value(), all.get(i).value())
                    : some.get(i).toString().equals(all.get(i).toString());
            Text.holds(same, "another argument: " + some + " of " + all);
        }
    }

    static void xml(byte[] whole, int at) {
        XmlBody all = Xml.parse(whole, Bounds.DEFAULT);
        XmlBody front = Xml.parse(cut(whole, at), Bounds.DEFAULT);
        if (all.error().isPresent()) {
            return;
        }
        Text.same(Optional.empty(), front.error(), "a cut taken for an error");
        Text.holds(isFront(front.text(), all.text()), "another text");
        Text.holds(front.attributes().size() <= all.attributes().size(), "more attributes");
        for (int i = 0; i < front.attributes().size(); i++) {
            boolean last = i == front.attributes().size() - 1;
            Text.holds(last ? isFront(front.attributes().get(i), all.attributes().get(i)) : Arrays.equals(front.attributes().get(i), all.attributes().get(i)), "another attribute");
        }
        if (at == whole.length) {
            Text.same(Shown.xml(all), Shown.xml(front), "all of it, read otherwise");
        }
    }

    static void multipart(byte[] whole, byte[] type, int at) {
        MultipartBody all = Multipart.parse(whole, type, Bounds.DEFAULT);
        MultipartBody front = Multipart.parse(cut(whole, at), type, Bounds.DEFAULT);
        if (all.error().isPresent() || all.flags().contains(MultipartFlag.INVALID_PART)) {
            // A part whose head does not end is none in the whole, and its head is not looked at.
            return;
        }
        Text.same(Optional.empty(), front.error(), "a cut taken for an error");
        Text.holds(all.flags().containsAll(front.flags()), "a cut taken for an oddity: " + front.flags() + " of " + all.flags());
        Text.holds(front.parts().size() <= all.parts().size(), "more parts");
        for (int i = 0; i < front.parts().size(); i++) {
            Part part = front.parts().get(i);
            Part same = all.parts().get(i);
            boolean last = i == front.parts().size() - 1;
            boolean named = last ? isFront(part.name(), same.name()) : Arrays.equals(part.name(), same.name());
            boolean headOnly = part.content().length() == 0 && part.content().to() == at;
            Text.holds(named && (headOnly || part.content().from() == same.content().from()), "another part");
            Text.holds(last ? part.content().to() == Math.max(part.content().from(), at) || part.content().equals(same.content()) : part.content().equals(same.content()), "other content of a part");
        }
    }

    private static boolean isFront(byte[] front, byte[] all) {
        return front.length <= all.length && Arrays.equals(front, Arrays.copyOf(all, front.length));
    }
}
