package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.HttpVersions;

/** The suite over HTTP/2. */
class ForwarderHttp2Test extends ForwarderSuite {

    @Override
    HttpVersions protocol() {
        return HttpVersions.HTTP_2;
    }
}
