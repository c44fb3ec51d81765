package dev.postern.bench;

import com.sun.management.ThreadMXBean;
import dev.postern.bench.HostileMessage.Place;
import dev.postern.bench.HostileMessages.Hostile;
import dev.postern.bench.HostileMessages.Recipe;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * What an octet of a hostile message costs whole transactions under the Core Rule Set, beside an octet of everyday content of the same length in the same place: processor time of the
 * thread, the least of a few runs, and memory allocated. {@code HostileBench FOLDER [NAMES [PARANOIA]]}, where NAMES is a regular expression; the worst come first. Lines are shown on
 * standard error as they are measured.
 */
public final class HostileBench {

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final int SMALL = 8 * KIB;
    private static final int LARGE = MIB;
    /** The default limit of a body, for what is made to grow. */
    private static final int LARGEST = 2 * MIB;
    private static final List<Integer> SIZES = List.of(SMALL, LARGE, LARGEST);
    private static final String GROWING = "every transformation changes it";
    private static final int BAR = 10;
    private static final int WARM = 2_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<String, Cost> benign = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final Random random = new Random(7);
    private final CoreRuleSetEngine engine;
    private final int paranoia;

    /** Of one transaction. */
    private record Cost(long nanos, long allocatedBytes, int octets) {

        double nanosEach() {
            return (double) nanos / octets;
        }
    }

    private record Line(String name, Place place, int paranoia, Cost cost, Cost benign) {

        double ratio() {
            return cost.nanosEach() / benign.nanosEach();
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%7.1f x  %9.1f ns  %8.1f bytes  paranoia %d  %8d octets  %s: %s", ratio(), cost.nanosEach(), (double) cost.allocatedBytes() / cost.octets(), paranoia, cost.octets(),
                    place.name().toLowerCase(Locale.ROOT), name);
        }
    }

    private HostileBench(CoreRuleSetEngine engine, int paranoia) {
        this.engine = engine;
        this.paranoia = paranoia;
    }

    public static void main(String[] args) throws IOException {
        Pattern names = Pattern.compile(args.length > 1 ? args[1] : "");
        List<Line> lines = new ArrayList<>();
        for (int paranoia : args.length > 2 ? new int[] {Integer.parseInt(args[2])} : new int[] {1, 4}) {
            HostileBench bench = new HostileBench(CoreRuleSetEngine.load(Path.of(args[0]), paranoia), paranoia);
            bench.run(names);
            lines.addAll(bench.lines);
        }
        lines.sort(Comparator.comparingDouble(Line::ratio).reversed());
        System.out.println("  ratio    an octet  allocated for it");
        lines.forEach(System.out::println);
        long over = lines.stream().filter(line -> line.ratio() > BAR).count();
        System.out.println("hostile: " + lines.size() + " lines, " + over + " over " + BAR + " x, worst " + String.format(Locale.ROOT, "%.1f", lines.getFirst().ratio()) + " x");
    }

    private void run(Pattern names) {
        for (int i = 0; i < WARM; i++) {
            engine.run(HostileMessage.benign(Place.values()[i % Place.values().length], SMALL, random));
        }
        measureBenign();
        List<Hostile> all = new ArrayList<>(HostileMessages.ofReaders());
        all.addAll(HostileMessages.ofPatterns(engine.rules()));
        all.stream().filter(hostile -> !hostile.recipes().isEmpty() && names.matcher(hostile.name()).find()).forEach(this::run);
    }

    /** Before any hostile message has taken the place of states that these have built. */
    private void measureBenign() {
        for (Place place : Place.values()) {
            for (int octets : SIZES) {
                benign.put(key(place, octets), cost((size, draw) -> HostileMessage.benign(place, size, draw), octets, octets > MIB ? 3 : 9));
            }
        }
    }

    private void run(Hostile hostile) {
        Recipe worst = hostile.recipes().stream().max(Comparator.comparingLong(recipe -> cost(recipe, SMALL, 2).nanos())).orElseThrow();
        add(hostile, SMALL, cost(worst, SMALL, 20));
        if (hostile.place() != Place.HEADER) {
            add(hostile, LARGE, cost(worst, LARGE, 3));
        }
        if (hostile.name().equals(GROWING)) {
            add(hostile, LARGEST, cost(worst, LARGEST, 2));
        }
    }

    private static String key(Place place, int octets) {
        return place + " " + octets;
    }

    private void add(Hostile hostile, int octets, Cost cost) {
        Line line = new Line(hostile.name(), hostile.place(), paranoia, cost, benign.get(key(hostile.place(), octets)));
        lines.add(line);
        System.err.println(line);
    }

    /** The least of so many runs, each with another message if there is another. */
    private Cost cost(Recipe recipe, int octets, int runs) {
        Cost least = new Cost(Long.MAX_VALUE, 0, 1);
        for (int i = 0; i < runs; i++) {
            HostileMessage message = recipe.message(octets, random);
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long began = THREADS.getCurrentThreadCpuTime();
            engine.run(message);
            long nanos = THREADS.getCurrentThreadCpuTime() - began;
            if (nanos < least.nanos()) {
                least = new Cost(nanos, THREADS.getCurrentThreadAllocatedBytes() - allocated, octets);
            }
        }
        return least;
    }
}
