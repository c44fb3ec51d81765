package dev.postern.content;

import java.util.List;

/** Looks at the text of one document, block after block, and says what is to stand there instead. Confined to who feeds the document. */
@FunctionalInterface
public interface Editor {

    /** @return sorted, without overlaps, each beginning in the part of the window that is decided; one may reach behind it, and what it covers is not shown as undecided again */
    List<Replacement> edit(TextBlock block);

    /** Text as somebody else may read the document. Nothing can be changed there: what would have to be is to be refused. */
    default void show(TextBlock block) {
        edit(block);
    }
}
