"""What was proposed for a register, remembered until something changes: learnt once for all who ask.

`kit opinions suggest`, `review` and the notebook ask for the same. It is kept as plain data under
one hash of all they follow from (register, decisions, aspects, the kit itself), beside the register, for they
quote opinions; what does not fit its own hash is not believed and made again.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit.app.hashing import kit_hash
from kit.app.state import read_state, write_state
from kit.model.finding import WriteError
from kit.opinions.deciding.lines import Proposals
from kit.opinions.deciding.merging import split_rows
from kit.opinions.deciding.suggesting import Suggestions, suggest
from kit.opinions.proposing.accuracy import Accuracy, Audit
from kit.opinions.register.store import FOLDER, RESTRICTED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kit.opinions.deciding.decisions import Decision
    from kit.opinions.proposing.aspects import Taxonomy


STATE = "proposals"
MOST = 200_000  # opinions; the proposals for more are no small file


def suggested(
    campaign: Path, by_opinion: pd.DataFrame, aspects: Taxonomy, decisions: Sequence[Decision]
) -> Suggestions:
    """Return all proposals for a register: those that are remembered, where nothing changed since.

    campaign: its folder. by_opinion, aspects, decisions: see suggest.
    """
    if len(by_opinion) > MOST:
        return suggest(by_opinion, aspects, decisions)
    folder, key = campaign / FOLDER / RESTRICTED, _key(by_opinion, aspects, decisions)
    said = read_state(folder, STATE)
    if said.get("key") == key and said.get("sha256") == _hash(said.get("made")):
        with suppress(KeyError, TypeError, ValueError):  # made by something else
            return _restored(said["made"], split_rows(by_opinion, decisions))
    found = suggest(by_opinion, aspects, decisions)
    made = _plain(found)
    with suppress(WriteError):  # whoever may only read gets them all the same
        write_state(folder, STATE, {"key": key, "sha256": _hash(made), "made": made})
    return found


def _key(by_opinion: pd.DataFrame, aspects: Taxonomy, decisions: Sequence[Decision]) -> str:
    rows = {str(name): [str(cell) for cell in by_opinion[name]] for name in by_opinion}
    return _hash([kit_hash(), rows, asdict(aspects), [asdict(said) for said in decisions]])


def _hash(data: Any) -> str:  # noqa: ANN401 - any plain data
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _plain(found: Suggestions) -> dict[str, Any]:
    """Return proposals as JSON holds them."""
    frames = {
        field.name: {"columns": list(frame.columns), "rows": frame.to_numpy(dtype=object).tolist()}
        for field in fields(Proposals)
        if isinstance(frame := getattr(found.proposals, field.name), pd.DataFrame)
    }
    audit = found.proposals.audit
    drawn = {"counted": audit.counted, "asked": audit.asked, "reserved": sorted(audit.reserved)}
    said = {"frames": frames, "audit": drawn, "accuracy": asdict(found.accuracy) if found.accuracy else None}
    plain: dict[str, Any] = json.loads(json.dumps(said))
    return plain


def _restored(made: dict[str, Any], rows: pd.DataFrame) -> Suggestions:
    frames = {
        name: pd.DataFrame(said["rows"], columns=pd.Index(said["columns"]))
        for name, said in made["frames"].items()
    }
    drawn = made["audit"]
    audit = Audit(tuple(drawn["counted"]), tuple(drawn["asked"]), frozenset(drawn["reserved"]))
    accuracy = Accuracy(**made["accuracy"]) if made["accuracy"] else None
    return Suggestions(rows, Proposals(**frames, audit=audit), accuracy)
