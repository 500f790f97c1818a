"""What docker-compose.yml, the Dockerfile and nginx's configuration promise, without starting anything."""

from __future__ import annotations

import json
import re

import pytest

from tests.production.compose import CHECKOUT, env_file, services

SITE = ("migrate", "web", "worker", "beat")
DOCKERFILE = (CHECKOUT / "config/Dockerfile").read_text(encoding="utf-8")
NGINX = (CHECKOUT / "config/nginx/nginx.conf").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SITE)
def test_secrets_come_from_files_and_stand_in_no_environment(name: str) -> None:
    found = services()[name]

    assert found.environment["SECRET_KEY_FILE"] == "/run/secrets/secret_key"
    assert found.environment["DATABASE_PASSWORD_FILE"] == "/run/secrets/database_password"
    assert not found.environment.get("SECRET_KEY")
    assert not found.environment.get("DATABASE_PASSWORD")


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_what_serves_waits_until_the_tables_are_made_and_the_broker_answers(name: str) -> None:
    assert services()[name].said["depends_on"] == {
        "migrate": {"condition": "service_completed_successfully"},
        "broker": {"condition": "service_healthy"},
    }


def test_only_nginx_is_reached_from_outside_and_by_default_from_this_machine_alone() -> None:
    published = {name: found.said.get("ports") for name, found in services().items() if found.said.get("ports")}

    assert published == {"proxy": ["127.0.0.1:8000:8080", "127.0.0.1:8443:8443"]}


def test_every_service_that_stays_has_a_first_process_that_reaps_and_time_to_end() -> None:
    staying = {name: found.said for name, found in services().items() if name != "migrate"}

    assert [name for name, said in staying.items() if said.get("init") is not True] == []
    assert [name for name, said in staying.items() if "stop_grace_period" not in said] == []
    assert [name for name, said in staying.items() if said.get("restart") != "unless-stopped"] == []


def test_a_web_is_given_longer_to_end_than_it_gives_its_requests() -> None:
    web = services()["web"]
    graceful = int(next(part for part in web.command if "--graceful-timeout" in part).partition("=")[2])

    assert int(web.said["stop_grace_period"].rstrip("s")) > graceful


def test_webs_and_workers_share_the_folder_of_releases() -> None:
    for name in ("web", "worker"):
        found = services()[name]

        assert found.said["volumes"] == [f"releases:{found.environment['RELEASES_DIR']}"]


def test_the_broker_writes_down_what_it_takes() -> None:
    command = services()["broker"].command

    assert command[command.index("--appendonly") + 1] == "yes"


def test_every_setting_that_compose_gives_the_site_is_explained() -> None:
    given = {name for each in SITE for name in services()[each].environment}

    # A secret's file is explained with the setting that it holds; nginx's certificate and key are files by nature.
    assert [name for name in given if not {name, name.removesuffix("_FILE")} & env_file().keys()] == []


def test_no_stage_that_is_run_builds_or_runs_as_root() -> None:
    stages = {found[1]: found[0] for found in re.finditer(r"FROM \S+ AS (\S+)\n(?:(?!FROM ).*\n)*", DOCKERFILE)}

    assert {name: re.search(r"^USER (\S+)", stages[name], re.MULTILINE)[1] for name in ("site", "proxy")} == {
        "site": "handover",
        "proxy": "www-data",
    }
    assert not re.search(r"npm|pip install|gcc|build-essential|-dev\b", stages["site"] + stages["proxy"])
    assert "config.launch.healthcheck" in stages["site"]


def test_the_database_and_its_clients_are_of_one_version() -> None:
    (server,) = re.findall(r"postgres:(\d+)", services()["db"].said["image"])

    assert f"postgresql-client-{server} " in DOCKERFILE


def test_nginx_asks_again_only_for_what_changes_nothing_and_hides_the_metrics() -> None:
    assert "proxy_next_upstream error timeout;" in NGINX
    assert "non_idempotent" not in NGINX
    assert re.search(r"location = /metrics \{\s*return 404;", NGINX)


def test_nginx_writes_no_address_and_believes_no_client_about_itself() -> None:
    assert "access_log off;" in NGINX
    assert "error_log stderr emerg;" in NGINX
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in NGINX
    assert "proxy_set_header X-Forwarded-Proto $came_by;" in NGINX


def test_nginx_says_of_its_limit_what_it_is_and_when_to_come_back() -> None:
    answer = NGINX[NGINX.index("location @too_many") :]
    rate = re.search(r"rate=([0-9]+)r/s", NGINX)
    burst = re.search(r"limit_req zone=requests burst=([0-9]+)", NGINX)

    assert rate is not None
    assert burst is not None
    assert f'RateLimit-Policy "{rate[1]};w=1;burst={burst[1]}" always' in answer
    assert int(burst[1]) / int(rate[1]) <= float(re.findall(r"Retry-After ([0-9]+) always", answer)[0])
    problem = re.search(r"return 429 '(.*)\\n';", answer)
    assert problem is not None
    assert json.loads(problem[1])["status"] == 429
