/** The first demonstration: two sliders turn the gradient of z = c0 x^2 + c1 y^2. */

import { byId } from "../dom";
import { Plane, type Pair } from "./plane";
import { drawScale } from "./scale";
import { Slider, figure } from "./slider";
import { slope } from "./surface";
import { ARROW, drawSurface, lightness } from "./surface_view";

const HALF = 2; // the point stays between -HALF and HALF
const STEP = 0.06; // of a walk, for a gradient of length 1
const SUMMIT = 0.02; // a gradient as short as this leads nowhere
const PAUSE = 80; // ms, between a walk's steps
const NUDGE: Record<string, Pair> = {
  ArrowLeft: [-0.1, 0],
  ArrowRight: [0.1, 0],
  ArrowUp: [0, 0.1],
  ArrowDown: [0, -0.1],
};

export class SurfaceDemo {
  private readonly sliders = [0, 1].map((j) => new Slider(`surface-c${j}`, () => this.show()));
  private readonly plane = new Plane(byId<HTMLCanvasElement>("surface"), 1.06 * HALF, () => this.show());
  private readonly walkButton = byId("walk");
  private point: Pair = [1.1, 0.7];
  private trail: Pair[] = [];
  private timer = 0; // of the walk, 0 while there is none

  constructor() {
    const { canvas } = this.plane;
    const drag = (event: PointerEvent): void => this.put(this.plane.at(event));
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      drag(event);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (canvas.hasPointerCapture(event.pointerId)) drag(event);
    });
    canvas.addEventListener("keydown", (event) => {
      const nudge = NUDGE[event.key];
      if (!nudge) return;
      event.preventDefault();
      this.put([this.point[0] + nudge[0], this.point[1] + nudge[1]]);
    });
    byId("surface-step").addEventListener("click", () => this.step());
    this.walkButton.addEventListener("click", () => (this.timer ? this.stop() : this.walk()));
    for (const button of document.querySelectorAll<HTMLButtonElement>("#shapes button")) {
      button.addEventListener("click", () => {
        const c = button.dataset.c!.split(" ").map(Number);
        this.sliders.forEach((slider, j) => (slider.value = c[j]));
        this.show();
      });
    }
    drawScale("surface-scale", lightness, [-6, -3, -1, 0, 1, 3, 6]);
    this.show();
  }

  /** For tests: what is shown, and where on the page the arrow starts and ends. */
  get state() {
    const { gradient } = slope(this.c, this.point);
    const tip: Pair = [this.point[0] + ARROW * gradient[0], this.point[1] + ARROW * gradient[1]];
    const { c, point, trail } = this;
    return { c, point, gradient, trail, from: this.plane.onPage(point), to: this.plane.onPage(tip) };
  }

  private get c(): Pair {
    return [this.sliders[0].value, this.sliders[1].value];
  }

  private put(at: Pair): void {
    this.stop();
    this.point = inside(at);
    this.trail = [];
    this.show();
  }

  /** Along the arrow; false at a summit and at the edge, where there is nowhere to go. */
  private step(): boolean {
    const { gradient } = slope(this.c, this.point);
    const to: Pair = [this.point[0] + STEP * gradient[0], this.point[1] + STEP * gradient[1]];
    if (Math.hypot(...gradient) < SUMMIT || inside(to).some((value, i) => value !== to[i])) return false;
    if (this.trail.length === 0) this.trail.push(this.point);
    this.trail.push(to);
    this.point = to;
    this.show();
    return true;
  }

  private walk(): void {
    this.walkButton.textContent = "Stop";
    this.timer = window.setInterval(() => {
      if (!this.step()) this.stop();
    }, PAUSE);
  }

  private stop(): void {
    window.clearInterval(this.timer);
    this.timer = 0;
    this.walkButton.textContent = "Walk";
  }

  private show(): void {
    const { c, point } = this;
    const [[x, y], [c0, c1]] = [point, c].map((pair) => pair.map((value) => figure(value)));
    const { z, gradient } = slope(c, point);
    byId("z-numbers").textContent = `${c0} · ${squared(x)} + ${braced(c1)} · ${squared(y)}`;
    byId("z").textContent = figure(z);
    byId("dzdx-numbers").textContent = `2 · ${braced(c0)} · ${braced(x)}`;
    byId("dzdx").textContent = figure(gradient[0]);
    byId("dzdy-numbers").textContent = `2 · ${braced(c1)} · ${braced(y)}`;
    byId("dzdy").textContent = figure(gradient[1]);
    byId("gradient").textContent = `(${gradient.map((value) => figure(value)).join(", ")})`;
    byId("length").textContent = figure(Math.hypot(...gradient));
    byId("direction").textContent = figure((Math.atan2(gradient[1], gradient[0]) * 180) / Math.PI, 0);
    drawSurface(this.plane, c, point, this.trail);
  }
}

const inside = (at: Pair): Pair => at.map((value) => Math.max(-HALF, Math.min(HALF, value))) as Pair;
const braced = (text: string): string => (text.startsWith("−") ? `(${text})` : text);
const squared = (text: string): string => `${braced(text)}²`;
