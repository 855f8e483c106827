"""`ramify view` on its way to a port, and `ramify report`."""

import base64
import gzip
import json
import re
import shutil
import socket

import numpy as np
import pytest
from explored import archive, stream
from folders import edit

import ramify
from ramify.elites.steadiness import is_steady
from ramify.explorer import report, serve
from ramify.explorer.messages import split_stream, unpack
from ramify.explorer.run_view import RunView
from ramify.run.folder import RunError


def test_a_port_in_use_is_said_and_the_next_free_one_taken():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ValueError, match=f"Port {port} is in use: choose another with --port"):
            serve._listening(port)
    with serve._listening(None) as first, serve._listening(None) as second:
        ports = [listener.getsockname() for listener in (first, second)]
        assert ports[1][1] > ports[0][1] >= 8765 and {host for host, _ in ports} == {"127.0.0.1"}
    with pytest.raises(ValueError, match="--port 70000"):
        serve._listening(70000)


def test_a_run_of_another_version_is_refused(gait, tmp_path):
    folder = tmp_path / "run"
    shutil.copytree(gait, folder)
    edit(folder, format=99)
    with pytest.raises(RunError, match="this version reads 1 and 2"):
        serve.serve(ramify.load(folder), browser=False)
    edit(folder, format=2, recipe="alchemy")
    with pytest.raises(RunError, match="'alchemy'"):
        serve.serve(ramify.load(folder), browser=False)


def carried(path):
    """The data in a report."""
    text = path.read_text()
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return text, json.loads(found[1])


def unzipped(text):
    return gzip.decompress(base64.b64decode(text))


def test_a_report_carries_the_archive_and_the_motions(walkers, gait, tmp_path):
    out, run = tmp_path / "report.html", RunView(ramify.load(gait))
    count, each = report.report(run, out, 3)
    text, data = carried(out)
    assert count == 3 and 1.0 < each < 50.0
    assert not re.search(r'<[^a][^>]* (src|href)="(?!data:)', text), "it needs no other file"
    assert "<!--DATA-->" not in text and text.count("</script>") == 2
    assert data["run"]["steering"] is None and not data["run"]["live"]
    assert data["scene"] == walkers.get("/api/scene").json()
    sent = archive(walkers)
    header, arrays = unpack(unzipped(data["archive"]))
    assert header | {"version": 0} == sent[0] | {"version": 0}
    np.testing.assert_array_equal(arrays["objective"], sent[1]["objective"])
    elites = run.archive.elites
    steady = is_steady(elites)
    assert 3 < steady.sum() < len(elites)
    chosen = elites[steady | (elites.objective == elites.objective.max())].diverse(3)
    assert chosen.cell[0] == elites.best().cell[0]
    assert list(data["motions"]) == chosen.cell.astype(str).tolist()

    cell = str(chosen.cell[0])
    found = [unpack(m) for m in split_stream(unzipped(data["motions"][cell]))]
    (opening, _), (_, part), (ending, _) = found
    assert ending["differs"] is None and opening["steps"] == 101 and opening["dt"] == 0.033
    summed = np.cumsum(part["changes"], axis=2, dtype=np.int16)
    pose = np.moveaxis(summed, 2, 0)
    live = stream(walkers.get(f"/api/motion/{cell}"))
    every = np.concatenate([arrays["pose"] for _, arrays in live[1:-1]])[::2]
    metres = opening["scale"] / 32767, live[0][0]["scale"] / 32767
    np.testing.assert_allclose(pose[..., :3] * metres[0], every[..., :3] * metres[1], atol=2e-3)
    turns = [q / np.linalg.norm(q, axis=-1, keepdims=True) for q in (pose[..., 3:], every[..., 3:])]
    np.testing.assert_allclose(*turns, atol=3e-3)


def test_a_report_of_a_function(reach, tmp_path):
    out = tmp_path / "report.html"
    count, _ = report.report(RunView(ramify.load(reach)), out)
    _, data = carried(out)
    assert count == len(data["motions"]) == min(1000, len(ramify.load(reach).archive))
    assert data["scene"] is None
    with pytest.raises(ValueError, match="--elites 0"):
        report.report(RunView(ramify.load(reach)), out, 0)
