/** Small learning curves, each on its own scale; the mouse reads them. */

import { fresh } from "./canvas";
import { INK, LINE, MUTE } from "./colours";
import { byId } from "./dom";
import type { Curves } from "./source";
import { count, figure, percent } from "./words";

const SHOWN = [
  { name: "coverage", label: "coverage", colour: "#4fb3ff", text: percent },
  { name: "best", label: "best", colour: "#f2a640", text: figure },
  { name: "qd_score", label: "QD score", colour: "#3ecf8e", text: figure },
];
const GAP = 14; // px

export class LearningCurves {
  private readonly canvas = byId<HTMLCanvasElement>("curves");
  private curves: Curves | null = null;
  private pointer: number | null = null; // px from the left

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
    const { context, width, height } = fresh(this.canvas);
    const { evaluations } = curves;
    const first = evaluations[0];
    const last = evaluations[evaluations.length - 1];
    const wide = (width - GAP * (SHOWN.length - 1)) / SHOWN.length;
    const at = this.reading(wide, evaluations);
    SHOWN.forEach(({ name, label, colour, text }, i) => {
      const values = curves[name];
      if (!values?.length) return;
      const left = i * (wide + GAP);
      const [low, high] = ends(values);
      const x = (j: number): number =>
        left + ((evaluations[j] - first) / (last - first || 1)) * (wide - 2) + 1;
      const y = (value: number): number =>
        height - 3 - ((value - low) / (high - low || 1)) * (height - 20);
      context.fillStyle = LINE;
      context.fillRect(left, height - 1, wide, 1);
      context.strokeStyle = colour;
      context.lineWidth = 1.5;
      context.lineJoin = "round";
      context.beginPath();
      values.forEach((value, j) => {
        if (Number.isFinite(value)) context.lineTo(x(j), y(value));
      });
      context.stroke();
      context.textAlign = "left";
      context.fillStyle = MUTE;
      context.fillText(label, left, 10);
      context.textAlign = "right";
      context.fillStyle = INK;
      context.fillText(text(values[at ?? values.length - 1]), left + wide, 10);
      if (at === null) return;
      context.fillStyle = MUTE;
      context.fillRect(x(at), 14, 1, height - 15);
      context.fillStyle = colour;
      context.beginPath();
      context.arc(x(at) + 0.5, y(values[at]), 3, 0, 2 * Math.PI);
      context.fill();
    });
    this.canvas.title = at === null ? "" : `after ${count(evaluations[at])} evaluations`;
  }

  /** The row under the mouse. */
  private reading(wide: number, evaluations: number[]): number | null {
    if (this.pointer === null) return null;
    const share = Math.min(1, Math.max(0, (this.pointer % (wide + GAP)) / wide));
    const wanted = evaluations[0] + share * (evaluations[evaluations.length - 1] - evaluations[0]);
    const after = evaluations.findIndex((value) => value >= wanted);
    return after < 0 ? evaluations.length - 1 : after;
  }
}

function ends(values: number[]): [number, number] {
  const finite = values.filter(Number.isFinite);
  return [Math.min(...finite), Math.max(...finite)];
}
