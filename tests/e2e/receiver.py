"""A webhook receiver: a real HTTP server that fails now and then, as such services do."""

import base64
import hashlib
import hmac
import http.server
import json
import threading


class Receiver:
    """Keeps every request that was whole, whether it was then answered well or not."""

    def __init__(self, secret="test-secret", answer=lambda count: 200, echo=None,
                 waits_outside=False):
        self.secret = secret.encode()
        self.echo = echo  # of a body as JSON: the area that the answer names
        self.answer = answer
        self.waits_outside = waits_outside  # a slow answer holds nobody else back
        self.lock = threading.Lock()
        self.requests = []  # (key, body text)
        self.bad_signatures = 0
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                receiver.take(self)

            def log_message(self, *_):
                pass

            def handle(self):
                try:
                    super().handle()
                except ConnectionError:
                    pass  # the engine was killed

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.url = "http://127.0.0.1:%d/messages" % self.server.server_port

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def take(self, request):
        body = request.rfile.read(int(request.headers["Content-Length"]))
        key = request.headers["Idempotency-Key"]
        signed = f"{key}.{request.headers['webhook-timestamp']}.".encode() + body
        wanted = "v1," + base64.b64encode(
            hmac.new(self.secret, signed, hashlib.sha256).digest()).decode()
        with self.lock:
            good = request.headers["webhook-signature"] == wanted
            self.bad_signatures += 0 if good else 1
            self.requests.append((key, body.decode()))
            status = None if self.waits_outside else self.answer(len(self.requests))
        if self.waits_outside:
            status = self.answer(0)
        if status is None:
            request.close_connection = True  # taken, and hung up without a word
            return
        request.send_response(status)
        said = b""
        if self.echo:
            said = json.dumps({"area": self.echo(json.loads(body))}).encode()
        request.send_header("Content-Length", str(len(said)))
        request.end_headers()
        request.wfile.write(said)

    def messages(self):
        """The bodies by key; every repeat of a key must be the same message."""
        with self.lock:
            requests = list(self.requests)
        bodies = {}
        for key, body in requests:
            before = bodies.setdefault(key, body)
            assert before == body, f"two messages under one key {key}:\n{before}\n{body}"
        return {key: json.loads(body) for key, body in bodies.items()}
