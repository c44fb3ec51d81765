package dev.postern.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The CEL that rules are written in: standard functions and macros, and the variables of {@link CelVariable} with their types. Bounded in size, depth
 * and iterations.
 */
final class CelEnvironment {

    /** Iterations of all comprehensions of one evaluation together. */
    static final int MAX_ITERATIONS = 1_000;
    /** Code points of an expression. */
    static final int MAX_EXPRESSION = 4_096;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_REGEX_PROGRAM = 2_000;

    private static final Map<String, CelVariable> VARIABLES = Arrays.stream(CelVariable.values())
            .collect(Collectors.toUnmodifiableMap(CelVariable::reference, Function.identity()));
    private static final CelOptions OPTIONS = CelOptions.current().enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .maxExpressionCodePointSize(MAX_EXPRESSION).maxParseRecursionDepth(MAX_DEPTH).maxRegexProgramSize(MAX_REGEX_PROGRAM).build();

    private final CelCompiler compiler = compiler();
    private final CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
    private final CelValidator validator = CelValidatorFactory.standardCelValidatorBuilder(compiler, runtime)
            .addAstValidators(new RegexValidator(MAX_REGEX_PROGRAM), TimestampLiteralValidator.INSTANCE, DurationLiteralValidator.INSTANCE).build();

    /** What an expression became: a program, or what is wrong with it. */
    sealed interface Result {

        record Compiled(Program program) implements Result {}

        record Wrong(List<CelIssue> issues) implements Result {}
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS).setResultType(SimpleType.BOOL)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
        for (CelVariable variable : CelVariable.values()) {
            builder.addVar(variable.reference(), variable.type());
        }
        return builder.build();
    }

    static Optional<CelVariable> variable(String name) {
        return Optional.ofNullable(VARIABLES.get(name));
    }

    static Stream<String> variableNames() {
        return Arrays.stream(CelVariable.values()).map(CelVariable::reference);
    }

    Result compile(String expression) {
        CelValidationResult checked = compiler.compile(expression);
        if (checked.hasError()) {
            return new Result.Wrong(checked.getErrors());
        }
        try {
            CelAbstractSyntaxTree ast = checked.getAst();
            CelValidationResult validated = validator.validate(ast);
            return validated.hasError() ? new Result.Wrong(validated.getErrors()) : new Result.Compiled(runtime.createProgram(ast));
        } catch (CelValidationException | CelEvaluationException invalid) {
            return new Result.Wrong(List.of(CelIssue.formatError(1, 0, invalid.getMessage())));
        }
    }
}
