"""Setup installs what is missing, asks nobody, and touches nothing when nothing is missing.

The script is the real one in a folder of its own; apt, dpkg, sudo and Python are stand-ins that write down how they
were called, because the real ones would change the machine.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

PYTHON = """#!/bin/sh
echo "python $*" >>"$CALLS"
case "$*" in
*version_info*) exit "${TOO_OLD:-0}" ;;
"-m venv .venv"*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
-VV) echo "Python 3.11" ;;
*pip*) exit "${PIP_FAILS:-0}" ;;
esac
"""
STANDINS = {
    "python3.11": PYTHON,
    "python3": PYTHON,
    "dpkg-query": '#!/bin/sh\nfor name; do :; done\n[ "$name" = "${MISSING:-}" ] && exit 1\nprintf installed\n',
    "id": "#!/bin/sh\necho 1000\n",
    "sudo": '#!/bin/sh\necho "sudo $*" >>"$CALLS"\nexit "${SUDO_FAILS:-0}"\n',
}
TOOLS = ("sh", "sed", "grep", "tr", "cat", "cut", "sha256sum", "mkdir", "cp", "rm", "dirname")


class Machine:
    """A folder with the house's setup and a PATH of stand-ins."""

    def __init__(self, folder: Path, house: Path) -> None:
        self.folder = folder / "house"
        self.calls = folder / "calls"
        self.bin = folder / "bin"
        shutil.copytree(house / "packaging", self.folder / "packaging")
        shutil.copytree(house / "requirements", self.folder / "requirements")
        shutil.copy(house / "pyproject.toml", self.folder)
        self.bin.mkdir()
        for name, text in STANDINS.items():
            (self.bin / name).write_text(text, encoding="utf-8")
            (self.bin / name).chmod(0o755)
        for name in TOOLS:
            (self.bin / name).symlink_to(shutil.which(name) or name)

    def setup(self, what: str, **environment: str) -> tuple[int, str, str]:
        """Run setup; return its exit code, what it called, and its standard error."""
        self.calls.write_text("", encoding="utf-8")
        done = subprocess.run(
            ["/bin/sh", self.folder / "packaging" / "setup.sh", what],
            env={"PATH": str(self.bin), "CALLS": str(self.calls)} | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, self.calls.read_text(encoding="utf-8"), done.stderr


@pytest.fixture
def machine(tmp_path: Path, house: Path) -> Machine:
    """Return a machine on which all Debian packages are installed and no environment is made."""
    return Machine(tmp_path, house)


def test_setup_makes_the_environment_from_hashed_requirements(machine: Machine) -> None:
    code, calls, _ = machine.setup("run")
    assert code == 0
    assert "python -m venv .venv" in calls
    assert "--require-hashes -r requirements/build.txt -r requirements/runtime.txt" in calls
    assert "--no-deps --no-build-isolation --editable ." in calls
    assert "sudo" not in calls


def test_a_second_setup_installs_nothing(machine: Machine) -> None:
    assert machine.setup("test")[0] == 0
    code, calls, _ = machine.setup("test")
    assert code == 0
    assert "pip" not in calls
    assert "sudo" not in calls


def test_a_changed_requirement_is_installed(machine: Machine) -> None:
    machine.setup("test")
    with (machine.folder / "requirements" / "test.txt").open("a", encoding="utf-8") as file:
        file.write("# newer\n")
    _, calls, _ = machine.setup("test")
    assert "-r requirements/test.txt" in calls
    assert "-r requirements/runtime.txt" not in calls


def test_a_tool_gets_an_environment_apart_and_only_its_own_pins_renew_it(machine: Machine) -> None:
    machine.setup("test")
    code, calls, _ = machine.setup("fuzz")
    assert code == 0
    assert "--python .venv-fuzz/bin/python install --require-hashes -r requirements/fuzz.txt" in calls
    with (machine.folder / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("# newer\n")
    assert "pip" not in machine.setup("fuzz")[1]
    with (machine.folder / "requirements" / "fuzz.txt").open("a", encoding="utf-8") as file:
        file.write("# newer\n")
    assert "requirements/fuzz.txt" in machine.setup("fuzz")[1]


def test_only_what_is_missing_is_asked_of_apt_and_only_apt_uses_sudo(machine: Machine) -> None:
    code, calls, _ = machine.setup("run", MISSING="libxcb-cursor0")
    assert code == 0
    assert [line for line in calls.splitlines() if line.startswith("sudo")] == [
        "sudo sh packaging/apt/install.sh libxcb-cursor0"
    ]


def test_a_failed_apt_stops_the_setup(machine: Machine) -> None:
    code, calls, _ = machine.setup("run", MISSING="python3-venv", SUDO_FAILS="100")
    assert code != 0
    assert "venv .venv" not in calls


def test_without_root_and_sudo_the_missing_packages_are_named(machine: Machine) -> None:
    (machine.bin / "sudo").unlink()
    code, _, said = machine.setup("run", MISSING="libxcb-cursor0")
    assert code == 3
    assert said == "setup: these Debian packages are missing and there is no sudo: libxcb-cursor0\n"


def test_an_old_python_is_refused_in_one_sentence(machine: Machine) -> None:
    code, calls, said = machine.setup("run", TOO_OLD="1")
    assert code == 3
    assert said == "setup: Python 3.11 or newer is needed, and neither python3.11 nor python3 is one\n"
    assert "venv .venv" not in calls


def test_a_failed_pip_leaves_the_setup_undone(machine: Machine) -> None:
    assert machine.setup("run", PIP_FAILS="1")[0] == 3
    code, calls, _ = machine.setup("run")
    assert code == 0
    assert "-r requirements/runtime.txt" in calls
