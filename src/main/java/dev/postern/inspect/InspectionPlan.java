package dev.postern.inspect;

import dev.postern.config.Located;
import dev.postern.config.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which inspectors look into the messages of one route, with which profiles, in which order; compiled at load, immutable. A route without any costs nothing.
 */
public final class InspectionPlan {

    /** The profile that switches an inspector off. */
    public static final String OFF = "off";

    private static final InspectionPlan NONE = new InspectionPlan(List.of(), Settings.standard());

    private final List<Step> steps;
    private final Settings settings;

    /** One inspector and the profile the route chose. */
    record Step(Inspector inspector, String profile) {}

    /**
     * @param verdictWithin how long one verdict may take before the exchange is refused
     */
    public record Settings(Duration verdictWithin) {

        public Settings {
            if (verdictWithin.toMillis() < 1) {
                throw new IllegalArgumentException("verdictWithin must be at least 1 ms");
            }
        }

        public static Settings standard() {
            return new Settings(Duration.ofSeconds(30));
        }
    }

    private InspectionPlan(List<Step> steps, Settings settings) {
        this.steps = List.copyOf(steps);
        this.settings = settings;
    }

    public static InspectionPlan none() {
        return NONE;
    }

    /**
     * @param order   every inspector there is, in the order they look
     * @param profiles {@code inspect:} of the route; names nobody has are added to {@code problems}
     */
    public static InspectionPlan compile(List<Inspector> order, Map<String, Located<String>> profiles, Problems problems) {
        return compile(order, profiles, problems, Settings.standard());
    }

    public static InspectionPlan compile(List<Inspector> order, Map<String, Located<String>> profiles, Problems problems, Settings settings) {
        List<Step> steps = new ArrayList<>();
        for (Inspector inspector : order) {
            Located<String> profile = profiles.get(inspector.name());
            if (profile != null && !profile.value().equals(OFF)) {
                inspector.check(profile, problems);
                steps.add(new Step(inspector, profile.value()));
            }
        }
        reportUnknown(order, profiles, problems);
        return steps.isEmpty() ? NONE : new InspectionPlan(steps, settings);
    }

    private static void reportUnknown(List<Inspector> order, Map<String, Located<String>> profiles, Problems problems) {
        List<String> known = order.stream().map(Inspector::name).toList();
        profiles.forEach((name, profile) -> {
            if (!known.contains(name)) {
                problems.add(profile.at(), "there is no inspector '" + name + "'", known.isEmpty() ? "none is built in" : "there are: " + String.join(", ", known));
            }
        });
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Whether it has the same inspectors and profiles, and each would do the same as it did for the examinations begun. */
    boolean matches(List<Step> others, List<Examination> begun) {
        if (others.size() != steps.size() || begun.size() > steps.size()) {
            return false;
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean same = step.inspector().name().equals(others.get(i).inspector().name()) && step.profile().equals(others.get(i).profile());
            if (!same || i < begun.size() && !begun.get(i).isCurrent(step.inspector(), step.profile())) {
                return false;
            }
        }
        return true;
    }

    /** For one exchange of the route; its inspectors begin when its request is shown to them. */
    public Examinations enter(Party party) {
        return steps.isEmpty() ? Examinations.NONE : new Examinations(steps, settings, party);
    }
}
