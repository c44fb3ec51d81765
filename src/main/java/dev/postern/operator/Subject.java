package dev.postern.operator;

/** What an operator needs of the transaction it runs in. */
public interface Subject {

    /** The text with its macros replaced; what stands for nothing is empty. The result is not changed by anybody. */
    byte[] expand(Macro macro);

    /** Whether the rule has the action {@code capture}. */
    boolean capturing();

    /** Sets {@code TX:0} to {@code TX:9}; called only while {@link #capturing}. */
    void captured(int group, byte[] text);

    /** Unsets {@code TX:group} to {@code TX:9}; called only while {@link #capturing}. */
    void cleared(int group);
}
