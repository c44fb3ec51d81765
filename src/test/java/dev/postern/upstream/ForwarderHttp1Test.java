package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.HttpVersions;
import org.junit.jupiter.api.Tag;

/** The suite over HTTP/1.1. */
@Tag("tls")
class ForwarderHttp1Test extends ForwarderSuite {

    @Override
    HttpVersions protocol() {
        return HttpVersions.HTTP_1_1;
    }
}
