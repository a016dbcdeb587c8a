"""What puts Teabreak on a server, held against the program that it starts."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import cli
from bot.channels.telegram.intake.poll_policy import PollPolicy
from bot.commands.console import AGAIN, CONFIG
from bot.desk.desk_settings import PREFIX as DESK_PREFIX
from bot.documents.fonts import FOLDERS
from bot.settings.issuer_settings import IssuerSecrets, variable
from bot.settings.read_settings import read
from bot.settings.setting_sources import is_secret
from bot.settings.settings import Settings
from bot.wiring import LAST_CALL_SECONDS, LAST_WORDS_SECONDS

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
UNITS = ("teabreak.service", "teabreak-desk.service", "teabreak-backup.service", "teabreak-backup.timer")
SERVICES = UNITS[:3]


def unit(name: str) -> dict[str, list[str]]:
    """The lines of a unit file, by what they set."""
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / name).read_text(encoding="utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


def tool(name: str) -> str:
    """A program from the system, without which a test can say nothing."""
    path = shutil.which(name)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(f"{name} is missing, and continuous integration must not skip this")
        pytest.skip(f"{name} is not installed: make system")
    return path


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a program to its end, with its output as text."""
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


# The units


@pytest.mark.slow
@pytest.mark.parametrize("name", UNITS)
def test_systemd_takes_the_units(name: str, tmp_path: Path) -> None:
    """Systemd knows every line of the units and finds nothing to remark on."""
    program = tmp_path / "teabreak"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    for one in UNITS:
        text = (DEPLOY / one).read_text(encoding="utf-8")
        (tmp_path / one).write_text(text.replace("/opt/teabreak/.venv/bin/teabreak", str(program)), encoding="utf-8")
    found = run(tool("systemd-analyze"), "verify", "--man=no", tmp_path / name)
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize("name", SERVICES)
def test_the_services_are_shut_in(name: str) -> None:
    """By systemd's own measure, in tenths, little is left that a bot taken over could reach."""
    found = run(tool("systemd-analyze"), "security", "--offline=true", "--no-pager", "--threshold=15", DEPLOY / name)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_writes_to_its_own_folders_alone(name: str) -> None:
    """The whole disk is read-only but for the state folders, which nobody else on the machine may read."""
    lines = unit(name)
    assert lines["ProtectSystem"] == ["strict"]
    assert lines["StateDirectoryMode"] == ["0700"]
    assert lines["UMask"] == ["0077"]
    assert lines["User"] == lines["Group"] == ["teabreak-desk" if "desk" in name else "teabreak"]
    assert lines["CapabilityBoundingSet"] == [""]
    assert not {"ReadWritePaths", "BindPaths", "LogsDirectory", "CacheDirectory", "RuntimeDirectory"} & set(lines)


def test_the_bot_has_one_folder_and_it_is_the_data() -> None:
    """The unit points the bot at the one folder that it may write to, and hides the backups from it."""
    lines = unit("teabreak.service")
    assert lines["StateDirectory"] == ["teabreak"]
    assert "TEABREAK_DATA=/var/lib/teabreak" in lines["Environment"][0].split()
    assert lines["InaccessiblePaths"] == ["-/var/lib/teabreak-backups -/var/lib/teabreak-desk"]


def test_the_desk_has_a_folder_of_its_own() -> None:
    """It reaches neither the bot's data nor the backups, and takes its secrets from files beside the unit."""
    lines = unit("teabreak-desk.service")
    assert lines["StateDirectory"] == ["teabreak-desk"]
    assert "DESK_DATA=/var/lib/teabreak-desk" in lines["Environment"][0].split()
    assert lines["InaccessiblePaths"] == ["-/var/lib/teabreak -/var/lib/teabreak-backups"]
    assert lines["EnvironmentFile"] == ["/etc/teabreak/desk.env"]
    # A file `bot_secrets` of the folder comes as `desk_bot_secrets`, which is how the setting is called.
    assert lines["LoadCredential"] == [f"{DESK_PREFIX.lower().removesuffix('_')}:/etc/teabreak/desk-secrets"]
    assert lines["RestartPreventExitStatus"] == [str(CONFIG)]
    assert lines["ExecStart"] == ["/opt/teabreak/.venv/bin/teabreak desk"]


def test_the_desks_container_is_shut_in() -> None:
    """As the bot's: one volume to write to, no capability, no new ones; its port is this machine's alone."""
    read = yaml.safe_load((DEPLOY / "desk.compose.yaml").read_text(encoding="utf-8"))
    (service,) = read["services"].values()
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["volumes"] == ["data:/data"]
    assert all(one.startswith("127.0.0.1:") for one in service["ports"])


def test_the_unit_knows_what_the_exit_statuses_mean() -> None:
    """What somebody has to put right is not tried again; what a new start may cure is, without end."""
    lines = unit("teabreak.service")
    assert lines["Restart"] == ["on-failure"]
    assert lines["RestartPreventExitStatus"] == [str(CONFIG)]
    assert str(AGAIN) not in lines["RestartPreventExitStatus"]
    assert lines["StartLimitIntervalSec"] == ["0"]


def test_a_stop_is_given_the_time_that_it_takes() -> None:
    """Systemd and the container wait longer for the bot than the bot waits for its last words."""
    seconds = int(unit("teabreak.service")["TimeoutStopSec"][0])
    assert seconds > 2 * LAST_WORDS_SECONDS
    assert compose()["stop_grace_period"] == f"{seconds}s"


def test_the_token_stands_in_no_unit() -> None:
    """A unit may be read by everybody on the machine, so the token comes from a file beside it."""
    assert unit("teabreak.service")["EnvironmentFile"] == ["/etc/teabreak/teabreak.env"]
    assert unit("teabreak.service")["LoadCredential"] == ["teabreak:/etc/teabreak/secrets"]
    assert unit("teabreak-backup.service")["EnvironmentFile"] == ["-/etc/teabreak/backup.env"]
    assert not [name for name in SERVICES if "TOKEN" in (DEPLOY / name).read_text(encoding="utf-8")]


def test_the_user_of_the_units_is_made() -> None:
    """The users under whom the services run are those that the sysusers file makes."""
    lines = (DEPLOY / "teabreak.sysusers.conf").read_text(encoding="utf-8").splitlines()
    made = {line.split()[1] for line in lines if line.startswith("u ")}
    assert made == {unit(name)["User"][0] for name in SERVICES}


def test_the_nightly_backup_keeps_as_many_as_the_runbook_says() -> None:
    """The unit backs up into a folder that it may write to, and by default 14 stay."""
    lines = unit("teabreak-backup.service")
    (folder,) = re.findall(r"TEABREAK_BACKUP_FOLDER=/var/lib/(\S+)", lines["Environment"][0])
    assert folder in lines["StateDirectory"][0].split()
    program = lines["ExecStart"][0].removesuffix(" backup")
    assert unit("teabreak.service")["ExecStart"] == [f"{program} run"]
    assert f"the newest {Settings.model_fields['backup_keep'].default} kept" in runbook()


# The settings


def example() -> Iterator[tuple[str, str]]:
    """The settings of the example file, commented out or not, each with what stands after it."""
    for line in (DEPLOY / "teabreak.env.example").read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"#?(TEABREAK_\w+)=(.*)", line):
            yield found[1], found[2]


def test_the_example_has_every_setting_and_no_other() -> None:
    """An operator finds each setting once, and none that the program would not read."""
    names = [name for name, _ in example()]
    plain = [f"TEABREAK_{field.upper()}" for field in Settings.model_fields if field != "issuers"]
    assert sorted(names) == sorted(plain + [variable("sssc", field) for field in IssuerSecrets.model_fields])


def test_the_example_shows_the_defaults() -> None:
    """What the file shows is what holds without it."""
    for name, value in example():
        field = Settings.model_fields.get(name.removeprefix("TEABREAK_").lower())
        default = field and field.default
        shown = str(default).lower() if isinstance(default, bool) else str(default)
        assert value == ("" if default is None else shown), name


def test_the_example_can_be_used_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copied to `.env` and left alone, it changes nothing; with every line in force, neither."""
    for name in [name for name in os.environ if name.startswith("TEABREAK_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    plain = read()
    text = (DEPLOY / "teabreak.env.example").read_text(encoding="utf-8")
    for form in (text, text.replace("#TEABREAK_", "TEABREAK_")):
        (tmp_path / ".env").write_text(form, encoding="utf-8")
        assert read() == plain


def test_every_setting_is_explained() -> None:
    """Above each setting of the example stands at least a line in words."""
    lines = (DEPLOY / "teabreak.env.example").read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        if re.match(r"#?TEABREAK_", line):
            assert re.match(r"# +\w", above), line


# The image


def test_the_unit_lets_programs_step_back() -> None:
    """The programs that open recordings and set type begin by lowering their own priority, which must not end them."""
    lines = [
        line for line in (DEPLOY / "teabreak.service").read_text("utf-8").splitlines() if "SystemCallFilter=" in line
    ]
    assert lines.index("SystemCallFilter=~@privileged @resources") < lines.index("SystemCallFilter=setpriority")


def stages() -> list[list[tuple[str, str]]]:
    """The instructions of the Dockerfile, a list for each stage."""
    text = re.sub(r"\\\n\s*", "", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
    found: list[list[tuple[str, str]]] = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        word, _, rest = line.partition(" ")
        if word == "FROM":
            found.append([])
        if not found:
            continue  # what stands above the first stage
        found[-1].append((word, rest))
    return found


def copied() -> list[str]:
    """What the image takes from the repository."""
    copies = [rest.split() for word, rest in stages()[0] if word == "COPY"]
    return [source for sources in copies for source in sources[:-1]]


def test_the_image_copies_what_is_there_and_lets_nothing_else_in() -> None:
    """Every source of a COPY exists, and the builder is sent those and nothing else: no settings, no data."""
    allowed = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert all((ROOT / source).exists() for source in copied())
    assert "*" in allowed
    assert sorted(line[1:] for line in allowed if line.startswith("!")) == sorted(copied())


def test_the_image_installs_what_is_locked() -> None:
    """Every package comes at a locked version with its hash, and none is built; Teabreak brings none of its own."""
    installs = [rest for word, rest in stages()[0] if word == "RUN" and " pip install " in rest]
    locked, own = installs
    assert all(option in locked for option in ("--require-hashes", "--only-binary :all:", "-r requirements.lock"))
    assert all(option in own for option in ("--no-deps", "--no-build-isolation"))


def test_the_image_has_letters_for_the_pdf() -> None:
    """The image and the runbook bring the same fonts, and the image keeps them where the program looks."""
    first, last = stages()
    fonts = {name for word, rest in first if word == "RUN" for name in re.findall(r"fonts-[\w-]+", rest)}
    (line,) = [line for line in runbook().splitlines() if "apt-get install" in line and "fonts-" in line]
    assert fonts
    assert fonts == set(re.findall(r"fonts-[\w-]+", line))
    assert ("COPY", "--from=build /usr/share/fonts /usr/share/fonts") in last
    assert "/usr/share/fonts" in FOLDERS


def test_the_image_is_lean_and_not_root() -> None:
    """The last stage installs nothing, runs as a number that is not 0, and keeps its data in one volume."""
    *_, last = stages()
    said = dict(last)
    assert len(stages()) == 2
    assert not [rest for word, rest in last if word == "RUN" and re.search(r"\b(pip |apt|apt-get|curl)\b", rest)]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", said["USER"])
    assert said["VOLUME"] == "/data"
    assert "TEABREAK_DATA=/data" in said["ENV"].split()
    assert (said["ENTRYPOINT"], said["CMD"]) == ('["teabreak"]', '["run"]')
    owner = said["USER"].split(":")[0]
    removed, made = [rest for word, rest in last if word == "RUN"]
    assert made == f"install -d -o {owner} -g {owner} -m 0700 /data"
    assert removed.startswith("rm -r /usr/local/lib/python3.11/site-packages ")


def test_the_image_has_the_python_that_the_project_asks_for() -> None:
    """Both stages start from one image, or what was installed in the first would not run in the second."""
    bases = {rest.split()[0] for stage in stages() for word, rest in stage if word == "FROM"}
    assert bases == {"${BASE}"}
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert re.search(r"^ARG BASE=python:3\.11\.\d+-slim-bookworm@sha256:[0-9a-f]{64}$", text, re.MULTILINE)
    assert "syntax=" not in text, "it would have another image fetched, by a tag"


def test_every_image_is_named_by_its_digest() -> None:
    """What is fetched cannot change: each image that is not built here stands with its digest."""
    for name in ("compose.yaml", "desk.compose.yaml", "several.compose.yaml"):
        for service in yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))["services"].values():
            assert "build" in service or re.search(r":[\w.-]+@sha256:[0-9a-f]{64}$", service["image"]), name


def test_every_container_is_shut_in() -> None:
    """None has more than it needs: capabilities, memory, processes, a disk to write to, or room for its log."""
    kept = {"postgres": {"CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"}, "balancer": {"NET_BIND_SERVICE"}}
    for file in ("compose.yaml", "desk.compose.yaml", "several.compose.yaml"):
        for name, service in yaml.safe_load((DEPLOY / file).read_text(encoding="utf-8"))["services"].items():
            assert service["read_only"] is True, name
            assert service["cap_drop"] == ["ALL"], name
            assert set(service.get("cap_add", ())) == kept.get(name, set()), name
            assert service["security_opt"] == ["no-new-privileges:true"], name
            assert service["mem_limit"] == service["memswap_limit"], name
            assert service["pids_limit"] <= 256, name
            assert service["ulimits"] == {"core": 0}, name
            assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}, name
            assert "build" not in service or service["image"] == "teabreak", name


def compose() -> dict[str, object]:
    """The one service of the compose file."""
    read = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    (service,) = read["services"].values()
    assert isinstance(service, dict)
    return service


def test_the_container_is_shut_in() -> None:
    """One volume to write to, no capability, no new ones, and no port."""
    service = compose()
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["volumes"] == ["data:/data"]
    assert not {"ports", "cap_add", "privileged", "user", "environment", "network_mode"} & set(service)


def test_the_container_reads_the_settings_file_that_git_ignores() -> None:
    """The file with the token is one that cannot be committed by mistake."""
    place = (DEPLOY / str(compose()["env_file"])).resolve()
    assert place == ROOT / ".env"
    assert {".env", "desk.env"} <= set((ROOT / ".gitignore").read_text(encoding="utf-8").splitlines())


def test_the_container_gets_its_secrets_as_files() -> None:
    """They lie where the image looks for them, under names that the settings know, and outside what git keeps."""
    read = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    assert compose()["secrets"] == list(read["secrets"]) == ["teabreak_token"]
    assert (DEPLOY / read["secrets"]["teabreak_token"]["file"]).resolve() == ROOT / "secrets" / "token"
    assert "secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "CREDENTIALS_DIRECTORY=/run/secrets" in dict(stages()[-1])["ENV"].split()
    assert is_secret("TEABREAK_TOKEN", Settings)


def test_a_bot_that_hangs_or_grows_is_ended() -> None:
    """Systemd waits longer for a sign of life than one round of polling takes, and allows so much memory."""
    lines = unit("teabreak.service")
    assert (lines["Type"], lines["NotifyAccess"]) == (["notify"], ["main"])
    assert int(lines["WatchdogSec"][0].removesuffix("min")) * 60 > 2 * (
        PollPolicy().poll + 15 + PollPolicy().longest_delay
    )
    assert int(lines["TimeoutStartSec"][0].removesuffix("min")) * 60 > PollPolicy().wedged_after
    assert lines["MemoryMax"] == ["1536M"]
    assert compose()["mem_limit"] == "1536m"


@pytest.mark.parametrize("name", ["teabreak.service", "teabreak-desk.service"])
def test_the_unit_lets_programs_confine_themselves(name: str) -> None:
    """Landlock and seccomp are calls that a set of systemd's may lack; a program that is too large goes alone."""
    assert unit(name)["OOMPolicy"] == ["continue"]
    filters = " ".join(unit(name)["SystemCallFilter"])
    assert {"seccomp", "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"} <= set(filters.split())


def test_the_container_tells_whether_it_is_well() -> None:
    """By a command that the program has."""
    check = dict(stages()[-1])["HEALTHCHECK"]
    assert check.endswith('CMD ["teabreak", "alive"]')
    assert "alive" in cli.COMMANDS


def test_the_container_is_built_from_the_repository() -> None:
    """Paths in the compose file are seen from its own folder."""
    build = compose()["build"]
    assert isinstance(build, dict)
    assert (DEPLOY / build["context"]).resolve() == ROOT
    assert (ROOT / build["dockerfile"]).is_file()


@pytest.mark.slow
def test_installed_from_what_the_image_copies_it_works(tmp_path: Path) -> None:
    """The files of the Dockerfile make a whole program: every page, sentence, statement and badge comes along."""
    source, target = tmp_path / "source", tmp_path / "installed"
    source.mkdir()
    for name in copied():
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source)
    offline = ("--no-index", "--no-deps", "--no-build-isolation", "--no-compile", "--disable-pip-version-check")
    made = run(sys.executable, "-m", "pip", "install", "-q", *offline, "--target", target, source)
    assert made.returncode == 0, made.stderr
    for room in ("criteria", "flows", "bot"):
        wanted = {path.relative_to(ROOT) for path in (ROOT / room).rglob("*") if path.is_file()}
        missing = {path for path in wanted if "__pycache__" not in path.parts and not (target / path).is_file()}
        assert not missing
    there = {"PYTHONPATH": str(target), "PYTHONSAFEPATH": "1"}
    found = run(sys.executable, "-m", "bot", "check", **there)
    assert (found.returncode, found.stderr) == (0, f"Checking {target / 'criteria'}\n")


def test_the_script_is_shell() -> None:
    """Any POSIX shell reads the script, and shellcheck, where there is one, has nothing to say."""
    script = ROOT / "tests" / "system.sh"
    assert run("sh", "-n", script).stderr == ""
    if (checker := shutil.which("shellcheck")) is not None:
        assert run(checker, script).stdout == ""


# The runbook


def runbook() -> str:
    """The words that an operator reads."""
    return (DEPLOY / "README.md").read_text(encoding="utf-8")


def logged(*, desk: bool = False) -> set[str]:
    """Every kind of line that the bot writes into its log, or the desk into its own."""
    found: set[str] = set()
    own = ROOT / "bot" / "desk"
    for path in (one for one in (ROOT / "bot").rglob("*.py") if one.is_relative_to(own) is desk):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(
                        value=ast.Name(id="_log" | "log" | "_LOG" | "_counted_log") | ast.Attribute(attr="_log")
                    ),
                    args=[ast.Constant(value=str(event)), *_],
                ):
                    found.add(event)
                case ast.Call(func=ast.Name(id="look_every"), args=[_, _, ast.Constant(value=str(event))]):
                    found.add(event)
    return found


def test_the_runbook_explains_every_line_of_the_log() -> None:
    """An operator who searches for a line finds what to do, and finds no line that never comes."""
    for page, desk in ((runbook(), False), ((DEPLOY / "DESK.md").read_text(encoding="utf-8"), True)):
        section = page.split("## What the log says")[1].split("## ")[0]
        names = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
        told = {event for cell in names for event in re.findall(r"`(\w+)`", cell)}
        assert told == logged(desk=desk)


def test_the_runbook_explains_the_exit_statuses() -> None:
    """Both statuses with which the program stops by itself are in the table."""
    section = runbook().split("## When it stops")[1].split("## ")[0]
    assert {f"| {status} |" in section for status in (0, CONFIG, AGAIN)} == {True}


def test_the_runbook_names_every_file_here() -> None:
    """No file lies beside the runbook unexplained."""
    assert not [
        path.name for path in DEPLOY.iterdir() if f"`{path.name}`" not in runbook() and path.name != "README.md"
    ]


def test_the_runbook_names_places_that_the_units_know() -> None:
    """The folders in the runbook are those in the units."""
    units = "".join((DEPLOY / name).read_text(encoding="utf-8") for name in (*UNITS, "teabreak.sysusers.conf"))
    places = set(re.findall(r"/var/lib/[a-z-]+|/etc/teabreak/\S+?\.env|/opt/teabreak/\.venv/bin/\w+", runbook()))
    assert places
    assert not {place for place in places if place not in units}


# Several instances


@pytest.mark.slow
def test_systemd_takes_two_instances(tmp_path: Path) -> None:
    """The unit with its drop-in, as the runbook installs them; each instance has a port of its own."""
    program = tmp_path / "teabreak"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    text = (DEPLOY / "teabreak.service").read_text(encoding="utf-8")
    one = tmp_path / "teabreak@1.service"
    one.write_text(text.replace("/opt/teabreak/.venv/bin/teabreak", str(program)), encoding="utf-8")
    (tmp_path / "teabreak@1.service.d").mkdir()
    shutil.copy(DEPLOY / "teabreak@.instance.conf", tmp_path / "teabreak@1.service.d" / "instance.conf")
    found = run(tool("systemd-analyze"), "verify", "--man=no", one)
    assert (found.returncode, found.stderr) == (0, "")
    assert unit("teabreak@.instance.conf")["Environment"] == ["TEABREAK_TOGETHER=true TEABREAK_WEB_PORT=808%i"]
    for line in runbook().splitlines():
        for name in re.findall(r"install -m 0644 deploy/(\S+)", line):
            assert (DEPLOY / name).is_file()


def test_an_instance_has_time_to_say_what_it_says() -> None:
    """Whoever stops it waits longer than it waits for calls that are under way."""
    seconds = int(unit("teabreak@.instance.conf")["TimeoutStopSec"][0])
    assert seconds > LAST_WORDS_SECONDS + LAST_CALL_SECONDS
    services = several()["services"]
    assert {services[name]["stop_grace_period"] for name in ("bot-1", "bot-2")} == {f"{seconds}s"}


def several() -> dict[str, dict[str, dict[str, Any]]]:
    """The compose file with two instances."""
    read: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load((DEPLOY / "several.compose.yaml").read_text("utf-8"))
    return read


def test_two_containers_serve_one_database() -> None:
    """They share folder and database, are shut in as one alone is, and the balancer sends to both where both listen."""
    read = several()
    first, second = read["services"]["bot-1"], read["services"]["bot-2"]
    assert first == second
    alone = compose()
    for name in ("read_only", "cap_drop", "security_opt", "pids_limit", "ulimits", "tmpfs", "mem_limit", "volumes"):
        assert first[name] == alone[name], name
    assert "ports" not in first
    set_ = first["environment"]
    assert set_["TEABREAK_TOGETHER"] == "true"
    assert {name.removeprefix("TEABREAK_").lower() for name in set_} <= set(Settings.model_fields)
    balancer = read["services"]["balancer"]
    assert balancer["environment"]["TEABREAK_INSTANCES"].split() == [
        f"{name}:{set_['TEABREAK_WEB_PORT']}" for name in ("bot-1", "bot-2")
    ]
    assert "ports" not in read["services"]["postgres"]
    assert read["networks"]["back"] == {"internal": True}
    assert read["services"]["postgres"]["networks"] == ["back"]
    assert read["services"]["balancer"]["networks"] == ["front"]
    assert first["networks"] == ["front", "back"]
    assert f"http://127.0.0.1:{set_['TEABREAK_WEB_PORT']}/health/live" in first["healthcheck"]["test"][-1]
    for service in read["services"].values():
        assert set(service.get("secrets", ())) <= set(read["secrets"])
        named = {one.partition(":")[0] for one in service["volumes"] if not one.startswith(".")}
        assert named <= set(read["volumes"])
    assert {one for one in first["secrets"] if is_secret(one.upper(), Settings)} == set(first["secrets"])


def test_the_balancer_asks_what_an_instance_answers() -> None:
    """Its path is one that the bot serves, and its ports are those of the units."""
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert "health_uri /health/ready?only=database" in text
    assert '"/health/ready"' in (ROOT / "bot" / "http" / "server.py").read_text(encoding="utf-8")
    assert "127.0.0.1:8081 127.0.0.1:8082" in text
    assert text.count("{") == text.count("}")
