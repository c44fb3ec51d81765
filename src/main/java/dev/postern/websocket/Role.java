package dev.postern.websocket;

/** Which side of a WebSocket sends the frames in question: what a client sends is masked, what a server sends is not (RFC 6455 §5.1). */
public enum Role { CLIENT, SERVER }
