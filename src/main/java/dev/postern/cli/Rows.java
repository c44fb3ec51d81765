package dev.postern.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table for people, or one JSON object a line for programs. What others named is printed without control characters. */
final class Rows {

    private final PrintWriter out;
    private final List<String> columns;
    private final boolean json;
    private final List<List<String>> rows = new ArrayList<>();

    Rows(PrintWriter out, List<String> columns, boolean json) {
        this.out = out;
        this.columns = columns;
        this.json = json;
    }

    void add(JsonObject item) {
        if (json) {
            out.println(item.encode());
        } else {
            rows.add(columns.stream().map(column -> plain(item.getString(column, ""))).toList());
        }
    }

    /** What others wrote, for a terminal: nothing of it moves the cursor or turns the direction of what follows. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }

    void end() {
        if (!json) {
            rows.addFirst(columns.stream().map(String::toUpperCase).toList());
            rows.forEach(this::print);
        }
        out.flush();
    }

    private void print(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream().mapToInt(one -> one.get(column).length()).max().orElse(0);
            line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
        }
        out.println(line.toString().stripTrailing());
    }
}
