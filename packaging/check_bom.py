"""Hold a bill of materials against the schema of CycloneDX 1.6, licences included: ``check_bom.py FILE``.

Runs in the environment of `requirements/bom.txt`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path


def main(file: Path) -> int:
    """Return 1 where the bill is none, saying why."""
    schema, validation = import_module("cyclonedx.schema"), import_module("cyclonedx.validation.json")
    fault = validation.JsonStrictValidator(schema.SchemaVersion.V1_6).validate_str(file.read_text("utf-8"))
    print(f"{file.name}: {fault.data if fault else 'holds against the schema of CycloneDX 1.6'}")
    return int(fault is not None)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
