package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.HttpVersions;
import org.junit.jupiter.api.Tag;

/** The suite over HTTP/2. */
@Tag("tls")
class ForwarderHttp2Test extends ForwarderSuite {

    @Override
    HttpVersions protocol() {
        return HttpVersions.HTTP_2;
    }
}
