package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Account numbers of banks of the United States: 8 to 17 digits in one, as each bank likes. Nothing can be checked: likely beside a word of banking only.
 *
 * <p>Example: {@code account number 945456787654}.
 */
final class UsBankNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("US_BANK_NUMBER", Category.FINANCIAL, "US bank account number", "FINANCIAL_ACCOUNT_NUMBER"))
            .shape("\\d{8,17}\\b", 25)
            .check(UsBankNumber::check)
            .words("bank account", "account number", "account no", "acct no", "checking account", "savings account", "bank acct")
            .build();

    private UsBankNumber() {}

    private static int check(Candidate candidate, int confidence) {
        return Surroundings.piece(candidate) || Surroundings.oneDigit(candidate) ? Check.NO : confidence;
    }
}
