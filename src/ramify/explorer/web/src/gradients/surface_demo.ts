/** The first demonstration: two sliders turn the gradient of z = c0 x^2 + c1 y^2. */

import { byId } from "../dom";
import { Plane, type Pair } from "./plane";
import { drawScale } from "./scale";
import { formatFixed, Slider } from "./slider";
import { slope } from "./surface";
import { brightness, drawSurface } from "./surface_view";

const HALF = 2; // x and y of the point are between -HALF and HALF
const STEP = 0.06; // length of a step for a gradient of length 1
const FLAT = 0.02; // length of a gradient that is too short to follow
const PAUSE = 80; // ms, between the steps of an ascent
const ARROW_KEYS: Record<string, Pair> = {
  ArrowLeft: [-0.1, 0],
  ArrowRight: [0.1, 0],
  ArrowUp: [0, 0.1],
  ArrowDown: [0, -0.1],
};

export class SurfaceDemo {
  private readonly sliders = [0, 1].map((j) => new Slider(`surface-c${j}`, () => this.show()));
  private readonly plane = new Plane(byId<HTMLCanvasElement>("surface"), 1.06 * HALF, () => this.show());
  private readonly ascendButton = byId("ascend");
  private point: Pair = [1.1, 0.7];
  private trail: Pair[] = [];
  private timer = 0; // of the ascent; 0 while there is none

  constructor() {
    this.listenToCanvas();
    byId("surface-step").addEventListener("click", () => this.step());
    this.ascendButton.addEventListener("click", () => (this.timer ? this.stop() : this.ascend()));
    for (const button of document.querySelectorAll<HTMLButtonElement>("#shapes button")) {
      button.addEventListener("click", () => {
        const c = button.dataset.c!.split(" ").map(Number);
        this.sliders.forEach((slider, j) => (slider.value = c[j]));
        this.show();
      });
    }
    drawScale("surface-scale", brightness, [-6, -3, -1, 0, 1, 3, 6]);
    this.show();
  }

  private listenToCanvas(): void {
    const { canvas } = this.plane;
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.moveTo(this.plane.at(event));
    });
    canvas.addEventListener("pointermove", (event) => {
      if (canvas.hasPointerCapture(event.pointerId)) this.moveTo(this.plane.at(event));
    });
    canvas.addEventListener("keydown", (event) => {
      const shift = ARROW_KEYS[event.key];
      if (!shift) return;
      event.preventDefault();
      this.moveTo([this.point[0] + shift[0], this.point[1] + shift[1]]);
    });
  }

  private get c(): Pair {
    return [this.sliders[0].value, this.sliders[1].value];
  }

  private moveTo(at: Pair): void {
    this.stop();
    this.point = clipped(at);
    this.trail = [];
    this.show();
  }

  /** Steps along the gradient. Returns false where the surface is flat, and at the edge. */
  private step(): boolean {
    const { gradient } = slope(this.c, this.point);
    const to: Pair = [this.point[0] + STEP * gradient[0], this.point[1] + STEP * gradient[1]];
    const outside = clipped(to).some((value, i) => value !== to[i]);
    if (outside || Math.hypot(...gradient) < FLAT) return false;
    if (this.trail.length === 0) this.trail.push(this.point);
    this.trail.push(to);
    this.point = to;
    this.show();
    return true;
  }

  private ascend(): void {
    this.ascendButton.textContent = "Stop";
    this.timer = window.setInterval(() => {
      if (!this.step()) this.stop();
    }, PAUSE);
  }

  private stop(): void {
    window.clearInterval(this.timer);
    this.timer = 0;
    this.ascendButton.textContent = "Ascend";
  }

  private show(): void {
    const { c, point } = this;
    const [[x, y], [c0, c1]] = [point, c].map((pair) => pair.map((value) => formatFixed(value)));
    const { z, gradient } = slope(c, point);
    const degrees = (Math.atan2(gradient[1], gradient[0]) * 180) / Math.PI;
    const texts = {
      "z-numbers": `${c0} · ${squared(x)} + ${inParentheses(c1)} · ${squared(y)}`,
      z: formatFixed(z),
      "dzdx-numbers": `2 · ${inParentheses(c0)} · ${inParentheses(x)}`,
      dzdx: formatFixed(gradient[0]),
      "dzdy-numbers": `2 · ${inParentheses(c1)} · ${inParentheses(y)}`,
      dzdy: formatFixed(gradient[1]),
      gradient: `(${gradient.map((value) => formatFixed(value)).join(", ")})`,
      length: formatFixed(Math.hypot(...gradient)),
      direction: formatFixed(degrees, 0),
    };
    for (const [id, text] of Object.entries(texts)) byId(id).textContent = text;
    drawSurface(this.plane, c, point, this.trail);
  }
}

const clipped = (at: Pair): Pair => at.map((value) => Math.max(-HALF, Math.min(HALF, value))) as Pair;
const inParentheses = (text: string): string => (text.startsWith("−") ? `(${text})` : text);
const squared = (text: string): string => `${inParentheses(text)}²`;
