/** Learning curves in the header, each on its own scale. The mouse reads their values. */

import { resetCanvas } from "./canvas";
import { INK, LINE, MUTE } from "./colors";
import type { Curves } from "./data/api";
import { byId } from "./dom";
import { formatCount, formatNumber, formatPercent } from "./format";

interface Curve {
  name: string;
  label: string;
  color: string;
  format: (value: number) => string;
}

const CURVES: readonly Curve[] = [
  { name: "coverage", label: "coverage", color: "#4fb3ff", format: formatPercent },
  { name: "best", label: "best", color: "#f2a640", format: formatNumber },
  { name: "qd_score", label: "QD score", color: "#3ecf8e", format: formatNumber },
];
const GAP = 14; // px, between two curves
const TOP = 14; // px, for the label and the value

export class LearningCurves {
  private readonly canvas = byId<HTMLCanvasElement>("curves");
  private curves: Curves | null = null;
  private pointer: number | null = null; // px, of the mouse from the left edge

  constructor() {
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    this.canvas.addEventListener("pointermove", (event) => {
      this.pointer = event.clientX - this.canvas.getBoundingClientRect().left;
      this.draw();
    });
    this.canvas.addEventListener("pointerleave", () => {
      this.pointer = null;
      this.draw();
    });
  }

  show(curves: Curves): void {
    this.curves = curves;
    this.draw();
  }

  private draw(): void {
    const { curves } = this;
    if (!curves || curves.evaluations.length < 2 || !this.canvas.clientWidth) return;
    const { context, width, height } = resetCanvas(this.canvas);
    const { evaluations } = curves;
    const curveWidth = (width - GAP * (CURVES.length - 1)) / CURVES.length;
    const read = this.indexUnderMouse(curveWidth, evaluations);
    CURVES.forEach((curve, i) => {
      const values = curves[curve.name];
      if (!values?.length) return;
      context.save();
      context.translate(i * (curveWidth + GAP), 0);
      drawCurve(context, curve, evaluations, values, read, curveWidth, height);
      context.restore();
    });
    this.canvas.title = read === null ? "" : `after ${formatCount(evaluations[read])} evaluations`;
  }

  private indexUnderMouse(curveWidth: number, evaluations: number[]): number | null {
    if (this.pointer === null) return null;
    const share = Math.min(1, Math.max(0, (this.pointer % (curveWidth + GAP)) / curveWidth));
    const wanted = evaluations[0] + share * (evaluations[evaluations.length - 1] - evaluations[0]);
    const after = evaluations.findIndex((value) => value >= wanted);
    return after < 0 ? evaluations.length - 1 : after;
  }
}

/** Draws one curve from x = 0 to `width`. `read` is the index whose value is shown, else the last. */
function drawCurve(
  context: CanvasRenderingContext2D,
  { label, color, format }: Curve,
  evaluations: number[],
  values: number[],
  read: number | null,
  width: number,
  height: number,
): void {
  const first = evaluations[0];
  const span = evaluations[evaluations.length - 1] - first || 1;
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const x = (i: number): number => ((evaluations[i] - first) / span) * (width - 2) + 1;
  const y = (value: number): number => height - 3 - ((value - low) / (high - low || 1)) * (height - 20);
  context.fillStyle = LINE;
  context.fillRect(0, height - 1, width, 1);
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.lineJoin = "round";
  context.beginPath();
  values.forEach((value, i) => {
    if (Number.isFinite(value)) context.lineTo(x(i), y(value));
  });
  context.stroke();
  context.textAlign = "left";
  context.fillStyle = MUTE;
  context.fillText(label, 0, 10);
  context.textAlign = "right";
  context.fillStyle = INK;
  context.fillText(format(values[read ?? values.length - 1]), width, 10);
  if (read === null) return;
  context.fillStyle = MUTE;
  context.fillRect(x(read), TOP, 1, height - TOP - 1);
  context.fillStyle = color;
  context.beginPath();
  context.arc(x(read) + 0.5, y(values[read]), 3, 0, 2 * Math.PI);
  context.fill();
}
