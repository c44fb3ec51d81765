"""The peers of the firewall: Apache with mod_security, nginx with libmodsecurity, both of Debian, one worker, the same Core Rule Set at paranoia 1, blocking. What they write of it is switched off."""
import os, sys
from .proxies import temporary
from .site import HOST, free_port, program

SETUP, RULES = "/etc/modsecurity/crs/crs-setup.conf", "/usr/share/modsecurity-crs/rules"
LIMIT = 4 << 20


def rules(site):
    if not os.path.isdir(RULES):
        sys.exit("bench: the Core Rule Set is not installed; on Debian: apt-get install -y modsecurity-crs")
    return site.write("modsecurity.conf", f"""SecRuleEngine On
SecRequestBodyAccess On
SecRequestBodyLimit {LIMIT}
SecRequestBodyNoFilesLimit {LIMIT}
SecPcreMatchLimit 500000
SecPcreMatchLimitRecursion 500000
SecResponseBodyAccess On
SecResponseBodyMimeType text/plain text/html text/xml
SecTmpDir {site.dir}
SecDataDir {site.dir}
SecAuditEngine Off
SecRule REQUEST_HEADERS:Content-Type "^application/json" "id:200001,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON"
Include {SETUP}
Include {RULES}/*.conf
""")


# What ModSecurity has against card numbers and the like in answers: cards as in its reference manual, and two more kinds. They only look: in clean JSON they take parts of UUIDs for cards.
LOSS = r"""SecRuleEngine On
SecRequestBodyAccess Off
SecResponseBodyAccess On
SecResponseBodyMimeType application/json
SecResponseBodyLimit 1048576
SecPcreMatchLimit 500000
SecPcreMatchLimitRecursion 500000
SecAuditEngine Off
SecRule RESPONSE_BODY "@verifyCC (?:^|[^\d])(\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,7})(?:[^\d]|$)" "id:1,phase:4,pass,nolog,t:none"
SecRule RESPONSE_BODY "@verifySSN \b\d{3}-?\d{2}-?\d{4}\b" "id:2,phase:4,pass,nolog,t:none"
SecRule RESPONSE_BODY "@rx \b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b" "id:3,phase:4,pass,nolog,t:none"
"""


class Apache:
    MODULES = "mpm_event authz_core ssl socache_shmcb proxy proxy_http unique_id security2".split()

    def __init__(self, site, upstream_port, name="apache", included=None):
        """With a file of directives; without one, with the Core Rule Set."""
        self.port = free_port()
        folder = "/usr/lib/apache2/modules"
        modules = "\n".join(f"LoadModule {module}_module {folder}/mod_{module}.so" for module in self.MODULES)
        site.write(f"{name}.conf", f"""ServerRoot {site.dir}
ServerName {HOST}
PidFile {site.dir}/{name}.pid
DefaultRuntimeDir {site.dir}
ErrorLog {site.dir}/{name}-error.log
LogLevel crit
{modules}
Listen 127.0.0.1:{self.port}
StartServers 1
ServerLimit 1
ThreadsPerChild 64
MaxRequestWorkers 64
MaxConnectionsPerChild 0
KeepAlive On
MaxKeepAliveRequests 0
KeepAliveTimeout 300
LimitRequestBody 0
<VirtualHost *:{self.port}>
  SSLEngine on
  SSLProtocol TLSv1.3
  SSLCertificateFile pki/ingress.pem
  SSLCertificateKeyFile pki/ingress-key.pem
  SSLCACertificateFile pki/device-ca.pem
  SSLVerifyClient optional
  SSLProxyEngine on
  SSLProxyMachineCertificateFile gateway-both.pem
  SSLProxyCACertificateFile mesh-ca.pem
  SSLProxyVerify require
  SSLProxyCheckPeerName off
  ProxyPass / https://127.0.0.1:{upstream_port}/ keepalive=On
</VirtualHost>
Include {included or rules(site)}
""")
        # run by root, Apache changes to nobody unless told otherwise
        user = ["-C", "User nobody", "-C", "Group nogroup"] if os.getuid() == 0 else []
        if user:
            os.chmod(site.dir, 0o777)
            for file in os.listdir(site.dir):
                if file.endswith(".pem"):
                    os.chmod(site.path(file), 0o644)
        self.process = site.start(name, site.proxy_core, program("apache2", "apache2 libapache2-mod-security2"), *user, "-C", "LoadModule unixd_module " + folder + "/mod_unixd.so"
                                  if os.path.exists(folder + "/mod_unixd.so") else "Define NONE", "-f", site.path(f"{name}.conf"), "-DFOREGROUND")
        site.await_port(self.process, self.port)


class NginxModsecurity:
    def __init__(self, site, upstream_port):
        self.port = free_port()
        module = "/usr/lib/nginx/modules/ngx_http_modsecurity_module.so"
        if not os.path.exists(module):
            sys.exit("bench: nginx's module is not installed; on Debian: apt-get install -y libnginx-mod-http-modsecurity")
        site.write("nginx-waf.conf", f"""load_module {module};
daemon off; pid nginx-waf.pid; error_log stderr crit; worker_processes 1; user root;
events {{ worker_connections 8192; }}
http {{
  access_log off; keepalive_requests 100000000; keepalive_timeout 300s; client_max_body_size {LIMIT}; client_body_buffer_size {LIMIT}; {temporary(site, 'nginx-waf')}
  upstream app {{ server 127.0.0.1:{upstream_port}; keepalive 128; keepalive_requests 100000000; }}
  server {{
    listen 127.0.0.1:{self.port} ssl http2;
    ssl_certificate pki/ingress.pem; ssl_certificate_key pki/ingress-key.pem; ssl_protocols TLSv1.3;
    ssl_client_certificate pki/device-ca.pem; ssl_verify_client optional;
    modsecurity on; modsecurity_rules_file {rules(site)};
    location / {{
      proxy_pass https://app; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host; proxy_max_temp_file_size 0;
      proxy_ssl_certificate gateway.pem; proxy_ssl_certificate_key gateway-key.pem; proxy_ssl_protocols TLSv1.3;
      proxy_ssl_trusted_certificate mesh-ca.pem; proxy_ssl_verify on; proxy_ssl_name app.bench.test;
    }}
  }}
}}
""")
        self.process = site.start("nginx-waf", site.proxy_core, program("nginx", "nginx-light"), "-p", site.dir, "-c", site.path("nginx-waf.conf"))
        site.await_port(self.process, self.port)
