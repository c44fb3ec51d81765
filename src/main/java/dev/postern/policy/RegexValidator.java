package dev.postern.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.bundle.Cel;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.validator.CelAstValidator;

/**
 * Checks regular expressions that stand as text in a condition by the engine that will run them: RE2, which is linear and knows neither look-around
 * nor back references. The validator that comes with CEL asks {@code java.util.regex}, which accepts both.
 */
final class RegexValidator implements CelAstValidator {

    private final int maxProgram;

    RegexValidator(int maxProgram) {
        this.maxProgram = maxProgram;
    }

    @Override
    public void validate(CelNavigableAst ast, Cel cel, IssuesFactory issues) {
        ast.getRoot().allNodes().map(CelNavigableExpr::expr)
                .filter(e -> e.getKind() == CelExpr.ExprKind.Kind.CALL && e.call().function().equals("matches"))
                .map(e -> e.call().args().getLast()).forEach(pattern -> check(pattern, issues));
    }

    private void check(CelExpr pattern, IssuesFactory issues) {
        if (pattern.getKind() != CelExpr.ExprKind.Kind.CONSTANT || pattern.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return;
        }
        try {
            if (Pattern.compile(pattern.constant().stringValue()).programSize() > maxProgram) {
                issues.addError(pattern.id(), "the regular expression is too large");
            }
        } catch (PatternSyntaxException invalid) {
            issues.addError(pattern.id(), "the regular expression is not valid RE2: " + invalid.getDescription());
        }
    }
}
