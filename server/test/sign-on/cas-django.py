"""A real server of CAS 3.0 (Debian's python3-django-cas-server) as a process of its own, with one person. Prints one line of JSON when it
listens and stops when its input ends. Takes one argument: {"person": {"name", "password", "attributes"}, "services": "<pattern>"}."""

import json
import os
import shutil
import sys
import tempfile
import threading
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from socketserver import ThreadingMixIn

import django
from django.conf import settings

asked = json.loads(sys.argv[1])
folder = tempfile.mkdtemp(prefix="linli-cas-")
settings.configure(
    SECRET_KEY="a-secret-of-a-test-alone",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.path.join(folder, "cas.sqlite3")}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.admin",
        "cas_server",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    STATIC_URL="/static/",
    LANGUAGE_CODE="en",
    USE_TZ=True,
    CAS_AUTH_CLASS="cas_server.auth.TestAuthUser",
    CAS_TEST_USER=asked["person"]["name"],
    CAS_TEST_PASSWORD=asked["person"]["password"],
    CAS_TEST_ATTRIBUTES=asked["person"]["attributes"],
    CAS_NEW_VERSION_HTML_WARNING=False,
    CAS_NEW_VERSION_EMAIL_WARNING=False,
)
django.setup()

from django.urls import include, re_path  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

urlpatterns = [re_path(r"^cas/", include("cas_server.urls", namespace="cas_server"))]

call_command("migrate", verbosity=0, stdout=sys.stderr)

from cas_server.models import ServicePattern  # noqa: E402

ServicePattern.objects.create(
    pos=1, name="linli", pattern=asked["services"], single_log_out=True, proxy=False
).attributs.create(name="*", replace="")


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


server = make_server("127.0.0.1", 0, get_wsgi_application(), server_class=Server, handler_class=Quiet)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps({"address": "http://127.0.0.1:%d/cas" % server.server_port}), flush=True)
sys.stdin.read()
shutil.rmtree(folder, ignore_errors=True)
