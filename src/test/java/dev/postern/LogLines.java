package dev.postern;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What is written to a log from now on, as level and message, until it is closed. */
public final class LogLines implements AutoCloseable {

    private static final PatternFormatter LINE = new PatternFormatter("%p %s");

    private final Logger logger;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord line) {
            heard.add(LINE.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** @param name of a class or package */
    public LogLines(String name) {
        this.logger = Logger.getLogger(name);
        logger.addHandler(ear);
    }

    public List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        logger.removeHandler(ear);
    }
}
