package dev.postern.upstream;

import dev.postern.config.UpstreamConfig.HttpVersions;

/** The suite over HTTP/1.1. */
class ForwarderHttp1Test extends ForwarderSuite {

    @Override
    HttpVersions protocol() {
        return HttpVersions.HTTP_1_1;
    }
}
