package dev.postern.content;

import java.util.List;

/**
 * Where a document stands: alone, or as a part of others.
 *
 * @param prefix  before the path of each of its fields
 * @param nesting multipart bodies around it
 * @param parts   how many there may still be, for all of them
 */
record Setting(Editor editor, Limits limits, String prefix, int nesting, Budget parts) {

    static Setting alone(Editor editor, Limits limits) {
        return new Setting(editor, limits, "", 0, new Budget(limits.mostParts()));
    }

    /** The same where nothing can be changed. */
    Setting showing() {
        Editor shown = new Editor() {
            @Override
            public List<Replacement> edit(TextBlock block) {
                editor.show(block);
                return List.of();
            }

            @Override
            public void show(TextBlock block) {
                editor.show(block);
            }
        };
        return new Setting(shown, limits, prefix, nesting, parts);
    }

    /** Of a part of this name. */
    Setting part(String name) {
        return new Setting(editor, limits, within() + name, nesting + 1, parts);
    }

    /** Before names. */
    String within() {
        return prefix.isEmpty() ? "" : prefix + "/";
    }

    /** What is used up. */
    static final class Budget {

        private int left;

        Budget(int most) {
            left = most;
        }

        boolean take() {
            left--;
            return left >= 0;
        }
    }
}
