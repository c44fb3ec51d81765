"""Postern, its peers and the upstream: what each is configured with. All take TLS 1.3 in and ask for a client certificate, and speak mutual TLS, verified, to the same upstream over kept connections."""
import os
from .site import HOST, ISSUER, POSTERN, free_port, program

BODY = "x" * 256
BULK_BYTES = 16 << 20


def upstream(site, files=()):
    """nginx that demands the gateway's certificate: 256 octets at /, 16 MiB at /bulk, and files of JSON by their names."""
    port = free_port()
    with open(site.path("bulk"), "wb") as file:
        file.write(os.urandom(1 << 20) * (BULK_BYTES >> 20))
    site.write("upstream.conf", f"""daemon off; pid upstream.pid; error_log stderr warn; worker_processes 1;
events {{ worker_connections 4096; }}
http {{
  access_log off; keepalive_requests 100000000; keepalive_timeout 300s; default_type text/plain; {temporary(site, 'upstream')}
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate app.pem; ssl_certificate_key app-key.pem; ssl_client_certificate mesh-ca.pem; ssl_verify_client on; ssl_protocols TLSv1.3;
    location / {{ return 200 "{BODY}"; }}
    location = /bulk {{ root {site.dir}; }}
    {" ".join(f"location = /{name} {{ root {site.dir}; default_type application/json; }}" for name in files)}
  }}
}}
""")
    process = site.start("upstream", site.rest, program("nginx", "nginx-light"), "-p", site.dir, "-c", site.path("upstream.conf"))
    site.await_port(process, port)
    return port


def temporary(site, name):
    os.makedirs(site.path(f"tmp-{name}"), exist_ok=True)
    return "".join(f"{kind}_temp_path {site.dir}/tmp-{name}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))


class Postern:
    """Does its whole job: token verified, policy decided, limit taken, assertion signed, every exchange written to a file and chained."""

    FIREWALL = ("waf: crs", "waf: [{name: crs, request-body: {limit: 4MiB}}]")
    LOSS = ("dlp: loss", "dlp: [{name: loss, rules: [{types: [CREDIT_CARD_NUMBER, US_SOCIAL_SECURITY_NUMBER, IBAN_CODE], in: response, action: mask}]}]")
    ALL_LOSS = ("dlp: loss", "dlp: [{name: loss, rules: [{types: [all], in: response, action: mask}]}]")

    def __init__(self, site, upstream_port, inspection=None, name="postern"):
        """With an inspection of the route, and the profile it names."""
        self.port, admin = free_port(), free_port()
        inspect, profiles = (f", inspect: {{{inspection[0]}}}", inspection[1]) if inspection else ("", "")
        self.audit = site.path(f"{name}-audit.jsonl")
        site.write(f"{name}.yaml", f"""listen:
  ingress:
    address: "127.0.0.1:{self.port}"
    minimum-tls: "1.3"
    tls: {{cert: pki/ingress.pem, key: pki/ingress-key.pem}}
    bounds: {{connections-per-client: 20000}}
    clients: {{handshakes: 1000000}}
    timeouts: {{idle: 5m, headers: 60s}}
  admin: {{address: "127.0.0.1:{admin}"}}
identity:
  tokens: [{{name: bench, issuer: "{ISSUER}", audiences: [bench], jwks: "http://127.0.0.1:{site.jwks_port}/jwks"}}]
  assertion: {{issuer: "https://{HOST}"}}
devices: {{authorities: [{{name: laptops, certificates: pki/device-ca.pem, crls: [pki/device-ca.crl]}}]}}
mesh: {{identity: {{cert: gateway.pem, key: gateway-key.pem}}, trust: [mesh-ca.pem]}}
upstreams: [{{name: app, url: "https://127.0.0.1:{upstream_port}", expect: "spiffe://bench.test/app"}}]
routes:
  - {{name: app, host: {HOST}, path: /, upstream: app, limits: [per-user], identity-headers: {{user: X-User, groups: X-Groups, device: X-Device}}{inspect}}}
policies:
  - {{name: staff, effect: allow, routes: [app], from: {{groups: [staff]}}}}
  - {{name: nobody-deletes, effect: deny, to: {{methods: [DELETE]}}}}
limits: [{{name: per-user, by: user, requests: 10000000, period: 1s, concurrency: 20000}}]
audit: {{file: {name}-audit.jsonl}}
{profiles}
""")
        # One event loop. The compiler's threads may use the other cores until it is warm; from then on everything stays on the one.
        options = os.environ.get("POSTERN_JAVA_OPTS", "") + " -XX:ActiveProcessorCount=1"
        cores = f"{site.proxy_core},{site.rest}" if site.kind == "jvm" else site.proxy_core
        self.process = site.start(name, cores, POSTERN, "serve", "--config", f"{name}.yaml", POSTERN_RUN=site.kind, POSTERN_JAVA_OPTS=options)
        site.await_port(self.process, self.port)

    def pin(self, site):
        site.run("taskset", "-a", "-p", "-c", site.proxy_core, str(self.process.pid))

    def events(self):
        """Exchanges on record; the trail's own lines have no request."""
        with open(self.audit) as file:
            return sum('"http_request":' in line for line in file)


class Nginx:
    def __init__(self, site, upstream_port):
        self.port = free_port()
        site.write("nginx.conf", f"""daemon off; pid nginx.pid; error_log stderr warn; worker_processes 1;
events {{ worker_connections 8192; }}
http {{
  access_log off; keepalive_requests 100000000; keepalive_timeout 300s; {temporary(site, 'nginx')}
  upstream app {{ server 127.0.0.1:{upstream_port}; keepalive 128; keepalive_requests 100000000; }}
  server {{
    listen 127.0.0.1:{self.port} ssl http2;
    ssl_certificate pki/ingress.pem; ssl_certificate_key pki/ingress-key.pem; ssl_protocols TLSv1.3;
    ssl_client_certificate pki/device-ca.pem; ssl_verify_client optional;
    location / {{
      proxy_pass https://app; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host; proxy_max_temp_file_size 0;
      proxy_ssl_certificate gateway.pem; proxy_ssl_certificate_key gateway-key.pem; proxy_ssl_protocols TLSv1.3;
      proxy_ssl_trusted_certificate mesh-ca.pem; proxy_ssl_verify on; proxy_ssl_name app.bench.test;
    }}
  }}
}}
""")
        self.process = site.start("nginx", site.proxy_core, program("nginx", "nginx-light"), "-p", site.dir, "-c", site.path("nginx.conf"))
        site.await_port(self.process, self.port)


class Haproxy:
    def __init__(self, site, upstream_port):
        self.port = free_port()
        site.write("haproxy.cfg", f"""global
  nbthread 1
  ssl-default-bind-options ssl-min-ver TLSv1.3
defaults
  mode http
  timeout client 300s
  timeout server 300s
  timeout connect 5s
  http-reuse always
frontend in
  bind 127.0.0.1:{self.port} ssl crt ingress-both.pem ca-file pki/device-ca.pem verify optional alpn h2,http/1.1
  default_backend app
backend app
  server app 127.0.0.1:{upstream_port} ssl crt gateway-both.pem ca-file mesh-ca.pem verify required verifyhost app.bench.test
""")
        self.process = site.start("haproxy", site.proxy_core, program("haproxy"), "-db", "-f", "haproxy.cfg")
        site.await_port(self.process, self.port)


class Caddy:
    def __init__(self, site, upstream_port):
        self.port = free_port()
        site.write("Caddyfile", f"""{{
  admin off
  auto_https off
  log {{
    level ERROR
  }}
}}
https://{HOST}:{self.port} {{
  bind 127.0.0.1
  tls pki/ingress.pem pki/ingress-key.pem {{
    protocols tls1.3
    client_auth {{
      mode verify_if_given
      trusted_ca_cert_file pki/device-ca.pem
    }}
  }}
  reverse_proxy https://127.0.0.1:{upstream_port} {{
    transport http {{
      tls_client_auth gateway.pem gateway-key.pem
      tls_trusted_ca_certs mesh-ca.pem
      tls_server_name app.bench.test
      keepalive_idle_conns_per_host 128
    }}
  }}
}}
""")
        self.process = site.start("caddy", site.proxy_core, program("caddy"), "run", "--config", "Caddyfile", "--adapter", "caddyfile",
                                  GOMAXPROCS="1", HOME=site.dir, XDG_DATA_HOME=site.dir, XDG_CONFIG_HOME=site.dir)
        site.await_port(self.process, self.port)


PEERS = {"nginx": Nginx, "haproxy": Haproxy, "caddy": Caddy}
