"""Writes the averaged model of a checkpoint as ONNX, its classes in the file, and checks it.

python -m training.export --run RUNS/thai --out extract/scan/models/thai.onnx
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from training.model import HEIGHT, Recogniser

DIFFERENCE = 2e-3  # largest difference of a probability between PyTorch and onnxruntime


def exported(checkpoint: Path, out: Path) -> None:
    """The model file, with "classes", "lines" and "temperature" in its metadata."""
    state = torch.load(checkpoint, weights_only=False)
    model = Recogniser(len(state["classes"]))
    model.load_state_dict(state["average"])
    model.eval()
    sample = torch.rand(2, 1, HEIGHT, 160)
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        model,
        (sample,),
        str(out),
        input_names=["ink"],
        output_names=["scores"],
        dynamo=False,
        dynamic_axes={"ink": {0: "lines", 3: "width"}, "scores": {0: "lines", 1: "steps"}},
        opset_version=17,
    )
    made = onnx.load(str(out))
    del made.metadata_props[:]
    onnx.helper.set_model_props(
        made,
        {
            "classes": json.dumps(state["classes"], ensure_ascii=False),
            "lines": str(state["lines"]),
            "temperature": "1",
        },
    )
    onnx.save(made, str(out))
    _checked(model, out)


def _checked(model: Recogniser, out: Path) -> None:
    """Both must say the same, at another size than the one exported."""
    session = onnxruntime.InferenceSession(str(out), providers=["CPUExecutionProvider"])
    for lines, width in ((1, 64), (5, 328)):
        ink = torch.rand(lines, 1, HEIGHT, width)
        with torch.no_grad():
            ours = model(ink).exp().numpy()
        theirs = np.exp(session.run(None, {"ink": ink.numpy()})[0])
        worst = float(np.abs(ours - theirs).max())
        if worst > DIFFERENCE:
            raise SystemExit(f"the exported model differs by {worst}")
    print(f"{out}: {out.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Reads the options and exports."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--run", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    exported(Path(options.run) / "checkpoint.pt", Path(options.out))


if __name__ == "__main__":
    main()
