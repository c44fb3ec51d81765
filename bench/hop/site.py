"""Where a comparison takes place: a temporary directory with keys and certificates, processes pinned to cores and stopped by pid, figures of /proc."""
import base64, hashlib, http.server, json, os, shutil, signal, socket, ssl, subprocess, sys, tempfile, threading, time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
POSTERN = os.path.join(ROOT, "bin", "postern")
HOST = "localhost"
ISSUER = "https://issuer.bench.test"
TICK = os.sysconf("SC_CLK_TCK")


def program(name, package=None):
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin")
    if not found:
        sys.exit(f"bench: {name} is not installed; on Debian: apt-get install -y {package or name}")
    return found


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def text64(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


class Site:
    """The proxy under test has the first core for itself; the load generator and the upstream have the others. The same holds for every proxy."""

    def __init__(self, kind):
        self.kind = kind
        self.openssl = program("openssl")
        program("taskset", "util-linux")
        cores = sorted(os.sched_getaffinity(0))
        if len(cores) < 2:
            sys.exit("bench: two cores are needed, one for the proxy and one for load and upstream")
        self.proxy_core, self.rest = str(cores[0]), ",".join(map(str, cores[1:]))
        self.dir = tempfile.mkdtemp(prefix="postern-bench-")
        os.chmod(self.dir, 0o755)
        self.running = []

    def __enter__(self):
        self.pki()
        self.token = self.issuer()
        return self

    def __exit__(self, *failure):
        for process in reversed(self.running):
            self.stop(process)
        self.jwks.shutdown()
        if os.environ.get("BENCH_KEEP"):
            print(f"kept: {self.dir}")
        else:
            shutil.rmtree(self.dir, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.dir, name)

    def write(self, name, text):
        with open(self.path(name), "w") as file:
            file.write(text)
        return self.path(name)

    # --- processes

    def run(self, *command):
        done = subprocess.run(command, cwd=self.dir, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"bench: {' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def start(self, name, cores, *command, **env):
        with open(self.path(name + ".log"), "w") as log:
            process = subprocess.Popen(["taskset", "-c", cores, *command], cwd=self.dir, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env={**os.environ, **env})
        process.name = name
        self.running.append(process)
        return process

    def stop(self, process):
        if process in self.running:
            self.running.remove(process)
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=40)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def await_port(self, process, port):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=1):
                    return
            except OSError:
                time.sleep(0.05)
        with open(self.path(process.name + ".log")) as log:
            sys.exit(f"bench: {process.name} did not start:\n{log.read()[-3000:]}")

    # --- keys

    def pki(self):
        """Ingress and devices are the demonstration's. The mesh is made here: the peers verify names, so the upstream's certificate has one besides its SPIFFE id."""
        self.run(POSTERN, "demo", "--write-pki", "pki")
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-days", "2"]
        self.run(self.openssl, "req", "-x509", *curve, "-keyout", "mesh-ca-key.pem", "-out", "mesh-ca.pem", "-subj", "/CN=bench mesh",
                 "-addext", "keyUsage=critical,keyCertSign,cRLSign")
        for name, names in (("gateway", "URI:spiffe://bench.test/gateway"), ("app", "URI:spiffe://bench.test/app,DNS:app.bench.test")):
            self.run(self.openssl, "req", "-x509", *curve, "-CA", "mesh-ca.pem", "-CAkey", "mesh-ca-key.pem", "-keyout", f"{name}-key.pem", "-out", f"{name}.pem",
                     "-subj", f"/CN={name}", "-addext", "basicConstraints=critical,CA:FALSE", "-addext", "keyUsage=critical,digitalSignature",
                     "-addext", "extendedKeyUsage=serverAuth,clientAuth", "-addext", f"subjectAltName={names}")
            with open(self.path(f"{name}-both.pem"), "w") as both:
                for part in (f"{name}.pem", f"{name}-key.pem"):
                    with open(self.path(part)) as file:
                        both.write(file.read())
        with open(self.path("ingress-both.pem"), "w") as both:
            for part in ("pki/ingress.pem", "pki/ingress-key.pem"):
                with open(self.path(part)) as file:
                    both.write(file.read())

    def issuer(self):
        """A token issuer that is an openssl key, with its key set on loopback. Gives a bearer token."""
        self.run(self.openssl, "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "issuer-key.pem")
        modulus = bytes.fromhex(self.run(self.openssl, "rsa", "-in", "issuer-key.pem", "-noout", "-modulus").strip().split("=")[1])
        key = {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "bench", "n": text64(modulus), "e": "AQAB"}
        document = json.dumps({"keys": [key]}).encode()

        class Jwks(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "application/jwk-set+json")
                self.send_header("Content-Length", str(len(document)))
                self.end_headers()
                self.wfile.write(document)

            def log_message(self, *_):
                pass

        self.jwks = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Jwks)
        self.jwks_port = self.jwks.server_address[1]
        threading.Thread(target=self.jwks.serve_forever, daemon=True).start()
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": "bench", "sub": "alice", "groups": ["staff", "finance"], "iat": now - 5, "exp": now + 3600}
        signed = ".".join(text64(json.dumps(part).encode()) for part in ({"alg": "RS256", "kid": "bench", "typ": "JWT"}, claims))
        self.write("to-sign", signed)
        self.run(self.openssl, "dgst", "-sha256", "-sign", "issuer-key.pem", "-out", "signature", "to-sign")
        with open(self.path("signature"), "rb") as file:
            return signed + "." + text64(file.read())

    # --- questions

    def tls(self, alpn=None):
        context = ssl.create_default_context(cafile=self.path("pki/ingress-ca.pem"))
        if alpn:
            context.set_alpn_protocols([alpn])
        return context

    def get(self, port, path="/", token=True):
        """One exchange: status and body."""
        with socket.create_connection(("127.0.0.1", port), timeout=10) as raw, self.tls().wrap_socket(raw, server_hostname=HOST) as tls:
            authorization = f"Authorization: Bearer {self.token}\r\n" if token else ""
            tls.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\n{authorization}Connection: close\r\n\r\n".encode())
            answer = b""
            while piece := tls.recv(65536):
                answer += piece
        head, _, body = answer.partition(b"\r\n\r\n")
        if b"transfer-encoding: chunked" in head.lower():
            whole = b""
            while body:
                size, _, body = body.partition(b"\r\n")
                whole, body = whole + body[:int(size, 16)], body[int(size, 16) + 2:]
            body = whole
        return int(head.split()[1]), body


def family(pid):
    """The process and its children: nginx's worker is one."""
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [pid, *(child for each in file.read().split() for child in family(int(each)))]


def cpu_seconds(pid):
    total = 0
    for each in family(pid):
        with open(f"/proc/{each}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def thread_seconds(pid, *names):
    """Processor time of those threads whose names begin so."""
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{task}/comm") as comm, open(f"/proc/{pid}/task/{task}/schedstat") as times:
                if comm.read().startswith(names):
                    total += int(times.read().split()[0]) / 1e9
        except FileNotFoundError:  # it has ended
            pass
    return total


def resident_mb(pid):
    total = 0
    for each in family(pid):
        with open(f"/proc/{each}/status") as file:
            total += next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))
    return total / 1024


def digest(octets):
    return hashlib.sha256(octets).hexdigest()
