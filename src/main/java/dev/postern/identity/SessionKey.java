package dev.postern.identity;

/**
 * Names a session in the store, the audit trail and the logs for as long as it lives: a hash, from which no cookie can be made.
 *
 * @param value SHA-256 of the constant part of the cookie, base64url
 */
public record SessionKey(String value) {

    @Override
    public String toString() {
        return value;
    }
}
