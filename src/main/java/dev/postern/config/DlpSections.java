package dev.postern.config;

import dev.postern.config.DlpConfig.Action;
import dev.postern.config.DlpConfig.Body;
import dev.postern.config.DlpConfig.Custom;
import dev.postern.config.DlpConfig.Dictionary;
import dev.postern.config.DlpConfig.Direction;
import dev.postern.config.DlpConfig.ExactData;
import dev.postern.config.DlpConfig.Masking;
import dev.postern.config.DlpConfig.Mode;
import dev.postern.config.DlpConfig.Rule;
import dev.postern.config.DlpConfig.Tokens;
import dev.postern.config.DlpConfig.Who;
import dev.postern.config.Keys.Key;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code dlp}: profiles of data-loss prevention. */
final class DlpSections {

    private static final Pattern TYPE_NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    static final Section<Who> WHO = who();
    static final Section<Masking> MASK = mask();
    static final Section<Tokens> TOKENS = tokens();
    static final Section<Rule> RULE = rule();
    static final Section<Custom> CUSTOM = custom();
    static final Section<Dictionary> DICTIONARY = dictionary();
    static final Section<ExactData> EXACT_DATA = exactData();
    static final Section<Body> BODY = body();
    static final Section<DlpConfig> DLP = dlp();

    /** What may be held of one message. */
    private static final String MOST = "64MiB";

    private DlpSections() {}

    private static Section<DlpConfig> dlp() {
        Keys keys = new Keys("A profile of data-loss prevention.");
        Key<Located<String>> name = keys.required("name", Scalars.declares(Names.Kind.DLP), "Unique; used in routes: inspect: {dlp: NAME}.");
        Key<Mode> mode = keys.optional("mode", Scalars.choice(Mode.values()), "enforce", "enforce, or report: everything goes on record, nothing is changed or refused.");
        Key<Optional<Located<Path>>> file = keys.maybe("keys", FileShapes.existing(), "The file of the keys for tokens, encrypted fields, hashes and fingerprints.");
        Key<Optional<Located<Path>>> gitleaks = keys.maybe("gitleaks", FileShapes.existing(), "Rules that find credentials, a file in gitleaks' format; by default those that are built in.");
        Key<List<Custom>> custom = keys.many("custom", Lists.maybeEmpty(CUSTOM), "Info types of your own, found by a pattern.");
        Key<List<Dictionary>> dictionaries = keys.many("dictionaries", Lists.maybeEmpty(DICTIONARY), "Info types of your own, found by words.");
        Key<List<ExactData>> exact = keys.many("exact-data", Lists.maybeEmpty(EXACT_DATA), "Info types of your own, found by hashes of a table's values.");
        Key<List<Rule>> rules = keys.many("rules", Lists.oneOrMore(RULE), "What becomes of what is found; the first rule that fits decides.");
        Key<Body> request = keys.section("request", BODY, "Bodies on their way in.");
        Key<Body> response = keys.section("response", BODY, "Bodies on their way back.");
        return keys.to(v -> new DlpConfig(v.get(name), v.get(mode), v.get(file), v.get(gitleaks), v.get(custom), v.get(dictionaries), v.get(exact),
                v.get(rules), v.get(request), v.get(response)));
    }

    private static Section<Rule> rule() {
        Keys keys = new Keys("What becomes of some types of data.");
        Key<List<Located<String>>> types = keys.required("types", Lists.oneOrMore(Scalars.locatedText(Scalars.text())),
                "Info types such as CREDIT_CARD_NUMBER, categories such as credential, or all.");
        Key<List<Located<String>>> fields = keys.or("fields", Lists.oneOrMore(Scalars.locatedText(Scalars.text())), List.of(),
                "Only there: JSON pointers, names of form fields and columns, paths of XML elements, header:NAME; * stands for one step: [/cards/*/number].");
        Key<Who> from = keys.section("from", WHO, "Only for these; everybody when left out.");
        Key<Direction> in = keys.optional("in", Scalars.choice(Direction.values()), "both", "request, response or both.");
        Key<Integer> threshold = keys.optional("threshold", Scalars.integer(1, 100), "60", "From which confidence on; 60 is likely, 100 certain.");
        Key<Action> action = keys.required("action", Scalars.choice(Action.values()),
                "report, mask, tokenise, encrypt, block, or restore: tokens and encrypted fields become what they stand for.");
        Key<Masking> mask = keys.section("mask", MASK, "How it is masked, with action: mask.");
        Key<Tokens> tokens = keys.section("tokens", TOKENS, "What tokens look like, with action: tokenise.");
        return keys.to(v -> {
            if (v.has(mask) && v.sound(action) && v.get(action) != Action.MASK) {
                v.problem(mask, "nothing is masked by this rule", "action: mask");
            }
            if (v.has(tokens) && v.sound(action) && v.get(action) != Action.TOKENISE && v.get(action) != Action.RESTORE) {
                v.problem(tokens, "this rule knows no tokens", "action: tokenise, or restore");
            }
            return new Rule(v.get(types), v.get(fields), v.get(from), v.get(in), v.get(threshold), v.get(action), v.get(mask), v.get(tokens));
        });
    }

    private static Section<Who> who() {
        Keys keys = new Keys("Who asks: any of these.");
        Key<List<String>> users = keys.many("users", Lists.oneOrMore(Scalars.text()), "Any of these users.");
        Key<List<String>> groups = keys.many("groups", Lists.oneOrMore(Scalars.text()), "Members of any of these groups.");
        Key<List<Located<String>>> providers = keys.many("providers", Lists.oneOrMore(Scalars.refersTo(Names.Kind.PROVIDER, Names.Kind.TOKEN_ISSUER)),
                "Users and groups of these alone: where several providers are configured, a name is unique only together with its own.");
        Key<List<String>> workloads = keys.many("workloads", Lists.oneOrMore(Scalars.text()), "Any of these SPIFFE ids.");
        return keys.to(v -> {
            if (v.has(providers) && !v.has(users) && !v.has(groups)) {
                v.problem(providers, "no user and no group is named", "add users, groups or both");
            }
            return new Who(v.get(users), v.get(groups), v.get(providers), v.get(workloads));
        });
    }

    private static Section<Masking> mask() {
        Keys keys = new Keys("How something is masked.");
        Key<Masking.Style> style = keys.optional("style", Scalars.choice(Masking.Style.values()), "characters",
                "characters: letters and digits are replaced one by one; text: the whole is; hash: by a keyed hash that is the same for the same value.");
        Key<String> with = keys.optional("with", Scalars.text(), "X", "The character, or the text.");
        Key<Integer> first = keys.optional("keep-first", Scalars.integer(0, 64), "0", "So many letters and digits stay at the beginning.");
        Key<Integer> last = keys.optional("keep-last", Scalars.integer(0, 64), "0", "And so many at the end.");
        return keys.to(v -> {
            if (v.sound(style, with) && v.get(style) == Masking.Style.CHARACTERS && v.get(with).codePointCount(0, v.get(with).length()) != 1) {
                v.problem(with, "a character is put in place of each character", "one character, or style: text");
            }
            return new Masking(v.get(style), v.get(with), v.get(first), v.get(last));
        });
    }

    private static Section<Tokens> tokens() {
        Keys keys = new Keys("What tokens look like.");
        Key<Tokens.Luhn> luhn = keys.optional("luhn", Scalars.choice(Tokens.Luhn.values()), "break",
                "Whether tokens of payment cards pass the cards' check (keep), or never do (break), so that none is taken for a card.");
        Key<Integer> first = keys.optional("keep-first", Scalars.integer(0, 8), "0", "So many characters stay at the beginning.");
        Key<Integer> last = keys.optional("keep-last", Scalars.integer(0, 8), "0", "And so many at the end.");
        return keys.to(v -> new Tokens(v.get(luhn), v.get(first), v.get(last)));
    }

    private static Section<Custom> custom() {
        Keys keys = new Keys("An info type of your own, found by a pattern.");
        Key<Located<String>> type = keys.required("type", Scalars.locatedText(typeName()), "Its name, in capitals: EMPLOYEE_ID.");
        Key<Located<String>> pattern = keys.required("pattern", Scalars.locatedText(Scalars.text()), "In PCRE's syntax, without lookaround and back-references.");
        Key<List<String>> words = keys.many("words", Lists.oneOrMore(Scalars.text()), "Words that make it likelier when they stand before it or name its field.");
        Key<Integer> confidence = keys.optional("confidence", Scalars.integer(1, 100), "60", "Without such a word; a word adds 35.");
        return keys.to(v -> new Custom(v.get(type), v.get(pattern), v.get(words), v.get(confidence)));
    }

    private static Section<Dictionary> dictionary() {
        Keys keys = new Keys("An info type of your own, found by words.");
        Key<Located<String>> type = keys.required("type", Scalars.locatedText(typeName()), "Its name, in capitals: PROJECT_NAME.");
        Key<Located<Path>> file = keys.required("file", FileShapes.existing(), "A word or phrase a line, in UTF-8.");
        return keys.to(v -> new Dictionary(v.get(type), v.get(file)));
    }

    private static Section<ExactData> exactData() {
        Keys keys = new Keys("An info type of your own, found by hashes of a table's values: the values themselves are nowhere.");
        Key<Located<String>> type = keys.required("type", Scalars.locatedText(typeName()), "Its name, in capitals: CUSTOMER.");
        Key<Located<Path>> index = keys.required("index", FileShapes.existing(), "Made by postern dlp index.");
        Key<Located<Path>> key = keys.required("key", FileShapes.existing(), "The file of the key it was made with.");
        return keys.to(v -> new ExactData(v.get(type), v.get(index), v.get(key)));
    }

    private static TextShape<String> typeName() {
        return new TextShape<>("the name of an info type", text -> {
            if (!TYPE_NAME.matcher(text).matches()) {
                throw new Unfit(Shown.of(text) + " is no name of an info type", "capitals, digits and underscores: EMPLOYEE_ID");
            }
            return text;
        }, Json.type("string").put("pattern", "^" + TYPE_NAME.pattern() + "$"));
    }

    private static Section<Body> body() {
        Keys keys = new Keys("How bodies are looked into.");
        Key<Body.Inspect> inspect = keys.optional("inspect", Scalars.choice(Body.Inspect.values()), "on", "Whether bodies are looked into.");
        Key<Body.Delivery> delivery = keys.optional("delivery", Scalars.choice(Body.Delivery.values()), "hold",
                "hold: nothing passes before the whole was seen; stream: what was seen passes, and a body that is refused later is cut.");
        Key<Long> limit = keys.optional("limit", Quantities.size("1KiB", MOST), "2MiB", "So much is held in memory, with delivery: hold.");
        Key<Body.Unreadable> unreadable = keys.optional("unreadable", Scalars.choice(Body.Unreadable.values()), "refuse",
                "What becomes of what cannot be read (an unknown coding or character set, an encrypted archive, more than the limit): refuse, or pass and record.");
        Key<Body.Documents> documents = keys.optional("documents", Scalars.choice(Body.Documents.values()), "on", "Whether text is looked for in PDF, office files and archives; these are held.");
        return keys.to(v -> new Body(v.get(inspect), v.get(delivery), v.get(limit), v.get(unreadable), v.get(documents)));
    }
}
