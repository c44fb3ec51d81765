package dev.postern.detector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How each country writes its account numbers, as the IBAN registry has it (SWIFT, ISO 13616): behind the country and two check digits so many digits (n), letters (a), or either (c). Overseas
 * territories that use their country's code are not listed. The last line's countries have not joined, but banks use these forms.
 */
final class IbanStructures {

    private static final String JOINED = """
            AD 8n12c|AE 19n|AL 8n16c|AT 16n|AZ 4a20c|BA 16n|BE 12n|BG 4a6n8c|BH 4a14c|BI 23n|BR 23n1a1c|BY 4c4n16c|CH 5n12c|CR 18n|CY 8n16c|CZ 20n|DE 18n|DJ 23n|DK 14n|DO 4c20n|EE 16n|EG 25n|ES 20n
            FI 14n|FK 2a12n|FO 14n|FR 10n11c2n|GB 4a14n|GE 2a16n|GI 4a15c|GL 14n|GR 7n16c|GT 24c|HN 4a20n|HR 17n|HU 24n|IE 4a14n|IL 19n|IQ 4a15n|IS 22n|IT 1a10n12c|JO 4a4n18c|KW 4a22c|KZ 3n13c
            LB 4n20c|LC 4a24c|LI 5n12c|LT 16n|LU 3n13c|LV 4a13c|LY 21n|MC 10n11c2n|MD 20c|ME 18n|MK 3n10c2n|MN 16n|MR 23n|MT 4a5n18c|MU 4a19n3a|NI 4a20n|NL 4a10n|NO 11n|OM 3n16c|PK 4a16c|PL 24n
            PS 4a21c|PT 21n|QA 4a21c|RO 4a16c|RS 18n|RU 14n15c|SA 2n18c|SC 4a20n3a|SD 14n|SE 20n|SI 15n|SK 20n|SM 1a10n12c|SO 19n|ST 21n|SV 4a20n|TL 19n|TN 20n|TR 6n16c|UA 6n19c|VA 18n|VG 4a16n
            XK 16n|YE 4a4n18c
            """;
    private static final String NOT_JOINED = "AO 21n|BF 2c22n|BJ 2c22n|CF 23n|CG 23n|CI 2a22n|CM 23n|CV 21n|DZ 22n|GA 23n|GQ 23n|GW 2c19n|IR 22n|KM 23n|MA 24n|MG 23n|ML 2c22n|MZ 21n|NE 2a22n|SN 2a22n|TD 23n|TG 2a22n";

    private static final Map<Character, String> CLASSES = Map.of('n', "\\d", 'a', "[A-Z]", 'c', "[A-Z0-9]");
    private static final int GROUP = 4;

    private IbanStructures() {}

    /** A pattern of every country's form, in groups of four with this between them. */
    static String pattern(String separator) {
        Map<String, List<String>> countries = new HashMap<>();
        lines().forEach(line -> countries.computeIfAbsent(line[1], structure -> new ArrayList<>()).add(line[0]));
        return "(?i)(?:" + countries.entrySet().stream().map(entry -> form(entry.getValue(), entry.getKey(), separator)).sorted(Comparator.naturalOrder()).collect(Collectors.joining("|")) + ")\\b";
    }

    private static Stream<String[]> lines() {
        return Arrays.stream((JOINED.strip().replace('\n', '|') + '|' + NOT_JOINED).split("\\|")).map(line -> line.split(" "));
    }

    private static String form(List<String> countries, String structure, String separator) {
        StringBuilder out = new StringBuilder().append("(?:").append(String.join("|", countries)).append(")\\d\\d");
        int at = GROUP;
        for (String part : structure.split("(?<=[nac])")) {
            String one = CLASSES.get(part.charAt(part.length() - 1));
            int left = Integer.parseInt(part, 0, part.length() - 1, 10);
            while (left > 0) {
                out.append(at % GROUP == 0 ? separator : "");
                int run = separator.isEmpty() ? left : Math.min(left, GROUP - at % GROUP);
                out.append(one).append('{').append(run).append('}');
                at += run;
                left -= run;
            }
        }
        return out.toString();
    }
}
