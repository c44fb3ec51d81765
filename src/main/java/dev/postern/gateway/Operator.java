package dev.postern.gateway;

/** Who stands before the admin API. */
public sealed interface Operator {

    /** @param name for the record */
    record Known(String name) implements Operator {}

    /** @param why what is wrong with the certificate shown, for the record alone; empty where there is nothing to say */
    record Nobody(String why) implements Operator {}
}
