package dev.postern.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Memory and descriptors of the gateway's process over the run, by tenths of it. One thread at a time. */
final class Vitals {

    static final int PARTS = 10;
    /** In a run shorter than this the process is still warming up, and its growth says nothing. */
    static final int JUDGED_FROM_MINUTES = 10;
    private static final int MEMORY_SLACK_MB = 24;
    private static final int DESCRIPTOR_SLACK = 40;
    static final String RULE = "flat: the largest figure of the last three tenths is above the largest of tenths 2 to 4 by no more than a tenth and 24 MB or 40 descriptors";

    private final Stage stage;
    private final List<Tenth> tenths = new ArrayList<>();
    private final List<Long> resident = new ArrayList<>();
    private final List<Long> descriptors = new ArrayList<>();

    /** @param live megabytes alive on the heap after a full collection; 0 for the native executable */
    record Tenth(long residentMb, long descriptors, long live) {}

    Vitals(Stage stage) {
        this.stage = stage;
    }

    void sample() throws IOException {
        Path process = Path.of("/proc/" + stage.pid());
        resident.add(Files.readAllLines(process.resolve("status")).stream().filter(line -> line.startsWith("VmRSS")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum() / 1024);
        try (var open = Files.list(process.resolve("fd"))) {
            descriptors.add(open.count());
        }
    }

    void endTenth() throws Exception {
        tenths.add(new Tenth(median(resident), median(descriptors), stage.jvm() ? live() : 0));
        resident.clear();
        descriptors.clear();
    }

    private long live() throws Exception {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(stage.pid()), "GC.run")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        jcmd.waitFor();
        return Math.round(stage.metric("jvm_memory_used_bytes{area=\"heap\"") / (1 << 20));
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }

    List<Tenth> tenths() {
        return tenths;
    }

    /** What has grown, by the rule. */
    List<String> grown() {
        List<String> found = new ArrayList<>();
        grown("resident memory in MB", MEMORY_SLACK_MB, Tenth::residentMb).ifPresent(found::add);
        grown("descriptors", DESCRIPTOR_SLACK, Tenth::descriptors).ifPresent(found::add);
        grown("live heap in MB", MEMORY_SLACK_MB, Tenth::live).ifPresent(found::add);
        return found;
    }

    private Optional<String> grown(String what, int slack, ToLongFunction<Tenth> figure) {
        long early = tenths.subList(1, 4).stream().mapToLong(figure).max().orElseThrow();
        long late = tenths.subList(PARTS - 3, PARTS).stream().mapToLong(figure).max().orElseThrow();
        return late > early * 1.1 + slack ? Optional.of(what + " grew from " + early + " to " + late) : Optional.empty();
    }
}
