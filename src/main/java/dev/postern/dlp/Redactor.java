package dev.postern.dlp;

import dev.postern.content.Editor;
import dev.postern.content.Field;
import dev.postern.content.Replacement;
import dev.postern.content.TextBlock;
import dev.postern.detect.Hit;
import dev.postern.detect.InfoType;
import dev.postern.detect.Window;
import dev.postern.inspect.Direction;
import dev.postern.protection.Mask;
import dev.postern.protection.Protection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Carries out a plan on the text of one message: restores, finds, and says what is to stand there instead. Used by one thread at a time. */
final class Redactor implements Editor {

    private final Direction direction;
    private final Plan plan;
    private final Restorer restorer;
    private final Ledger ledger;
    private Optional<InfoType> blocked = Optional.empty();
    private boolean changed;
    private boolean noted;

    Redactor(Direction direction, Plan plan, Restorer restorer, Ledger ledger) {
        this.direction = direction;
        this.plan = plan;
        this.restorer = restorer;
        this.ledger = ledger;
    }

    /** The first that must not pass. */
    Optional<InfoType> blocked() {
        return blocked;
    }

    boolean changed() {
        return changed;
    }

    /** Whether anything went on record. */
    boolean hasNoted() {
        return noted;
    }

    @Override
    public List<Replacement> edit(TextBlock block) {
        if (block.window().length() - block.window().from() < plan.shortestBytes()) {
            return List.of();
        }
        TreeMap<Integer, Replacement> edits = new TreeMap<>();
        restorer.restored(block).forEach(restored -> edits.put(restored.start(), restored));
        for (Hit hit : plan.scanner().scan(block.window(), block.names(), hit -> stands(block, hit, edits))) {
            treat(block, hit).ifPresent(edit -> edits.put(edit.start(), edit));
        }
        changed |= !edits.isEmpty();
        return new ArrayList<>(edits.values());
    }

    @Override
    public void show(TextBlock block) {
        Redactor refusing = new Redactor(direction, plan.refusing(), Restorer.NONE, ledger);
        refusing.edit(block);
        blocked = blocked.or(refusing::blocked);
        noted |= refusing.noted;
    }

    /** Asked before overlaps are resolved: what must not pass does not, whatever else is found at the same place. */
    private boolean stands(TextBlock block, Hit hit, TreeMap<Integer, Replacement> edits) {
        Optional<Rule> rule = ruling(block, hit);
        if (rule.isEmpty() || isRestored(edits, hit)) {
            return false;
        }
        boolean refused = rule.get().treatment() instanceof Treatment.Blocked;
        if (refused) {
            treat(block, hit);
        }
        return !refused;
    }

    /** What was restored is what this person may see. A restoration within something larger that is looked for is none. */
    private static boolean isRestored(TreeMap<Integer, Replacement> edits, Hit hit) {
        Map.Entry<Integer, Replacement> before = edits.lowerEntry(hit.end());
        while (before != null && before.getValue().end() > hit.start()) {
            if (before.getKey() <= hit.start() && before.getValue().end() >= hit.end()) {
                return true;
            }
            edits.remove(before.getKey());
            before = edits.lowerEntry(hit.end());
        }
        return false;
    }

    /** The first rule that fits decides. */
    private Optional<Rule> ruling(TextBlock block, Hit hit) {
        String path = block.fields().at(hit.start()).path();
        for (Rule rule : plan.rules()) {
            if (rule.fits(hit, path)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private Optional<Replacement> treat(TextBlock block, Hit hit) {
        Field field = block.fields().at(hit.start());
        boolean severalFields = hit.end() > field.to() && field.to() > field.from();
        return ruling(block, hit).flatMap(rule -> carryOut((severalFields ? rule.refusing() : rule).treatment(), block.window(), hit, field.path()));
    }

    private Optional<Replacement> carryOut(Treatment treatment, Window window, Hit hit, String path) {
        String value = new String(window.text(), hit.start(), hit.end() - hit.start(), StandardCharsets.UTF_8);
        String type = hit.type().name();
        return switch (treatment) {
            case Treatment.Reported reported -> noted(hit, path, "reported", value);
            case Treatment.Masked masked -> replaced(hit, path, "masked", value, masked.mask().apply(type, value));
            case Treatment.Tokenised tokenised -> protectedBy(hit, path, "tokenised", value, tokenised.forms().tokenise(type, value));
            case Treatment.Sealed sealed -> protectedBy(hit, path, "encrypted", value, sealed.envelopes().seal(type, value));
            case Treatment.Blocked block -> {
                blocked = blocked.or(() -> Optional.of(hit.type()));
                yield noted(hit, path, "refused", value);
            }
        };
    }

    /** What cannot be protected as the rule says is masked: it never passes as it is. */
    private Optional<Replacement> protectedBy(Hit hit, String path, String done, String value, Protection protection) {
        return switch (protection) {
            case Protection.Given given -> replaced(hit, path, done, value, given.text());
            case Protection.Unfit unfit -> replaced(hit, path, "masked, as it cannot be " + done, value, Mask.SHOWN.apply(hit.type().name(), value));
        };
    }

    private Optional<Replacement> replaced(Hit hit, String path, String done, String value, String with) {
        noted(hit, path, done, value);
        return Optional.of(new Replacement(hit.start(), hit.end(), with.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<Replacement> noted(Hit hit, String path, String done, String value) {
        noted = true;
        ledger.note(direction, hit.type(), path, done, value);
        return Optional.empty();
    }
}
