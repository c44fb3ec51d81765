package dev.postern.firewall;

import dev.postern.inspect.Workers;
import dev.postern.waf.RuleMatch;
import java.util.List;
import java.util.Optional;

/**
 * One request put to a profile outside the gateway, for people who want to know why it is refused.
 *
 * @param matches    of all rules that report, in order, with what they saw: for the eyes of whoever wrote the request
 * @param refusal    why it is refused: {@code by rule 942100}, or what about it could not be inspected
 * @param notes      how it was inspected, where that is not plain: decoded, cut, not at all
 * @param exclusions the narrowest found that would let it pass, as {@code exclusions:} of a profile: it has passed with all of them
 * @param unusable   in sentences, what cannot be excluded in words of a profile
 */
public record Trial(List<RuleMatch> matches, Optional<String> refusal, List<String> notes, List<String> exclusions, List<String> unusable) {

    public Trial {
        matches = List.copyOf(matches);
        notes = List.copyOf(notes);
        exclusions = List.copyOf(exclusions);
        unusable = List.copyOf(unusable);
    }

    /**
     * Blocks while rules run.
     *
     * @param raw a request of HTTP/1.1 as it would be sent; lines may end with a line feed alone
     * @throws IllegalArgumentException when it is none
     */
    static Trial of(Ruling ruling, byte[] raw, Workers workers) {
        RawRequest request = RawRequest.parse(raw);
        Attempt attempt = Attempt.of(ruling, request, workers);
        Proposals.Found found = attempt.interruption().isEmpty() ? new Proposals.Found(List.of(), List.of())
                : Proposals.of(ruling, attempt, changed -> Attempt.of(changed, request, workers));
        return new Trial(attempt.matches(), attempt.refusal(), attempt.notes(), found.exclusions(), found.unusable());
    }
}
