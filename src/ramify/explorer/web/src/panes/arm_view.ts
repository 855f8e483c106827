/** The planar arm from shoulder to hand, in the circle that it can reach. */

import { fresh } from "../canvas";
import { CSS, INK, LINE, MUTE, SHADES } from "../colours";
import { make } from "../dom";
import type { Message } from "../packed";
import type { Picture } from "./picture";

const MOVE = 180; // ms, from one pose to the next

/** Draws an arm whose joints are [x0, y0, x1, y1, ...]; its links go from violet to yellow. */
function drawArm(
  context: CanvasRenderingContext2D,
  joints: ArrayLike<number>,
  reach: number,
  width: number,
  height: number,
): void {
  const scale = Math.min(width, height) / 2 / (1.08 * reach);
  const x = (joint: number): number => width / 2 + joints[2 * joint] * scale;
  const y = (joint: number): number => height / 2 - joints[2 * joint + 1] * scale;
  context.strokeStyle = LINE;
  context.lineWidth = 1;
  context.beginPath();
  context.arc(width / 2, height / 2, reach * scale, 0, 2 * Math.PI);
  context.moveTo(width / 2 - reach * scale, height / 2);
  context.lineTo(width / 2 + reach * scale, height / 2);
  context.moveTo(width / 2, height / 2 - reach * scale);
  context.lineTo(width / 2, height / 2 + reach * scale);
  context.stroke();
  const links = joints.length / 2 - 1;
  context.lineCap = "round";
  for (let link = 0; link < links; link++) {
    const depth = link / Math.max(1, links - 1);
    context.strokeStyle = CSS[Math.round((0.25 + 0.75 * depth) * (SHADES - 1))];
    context.lineWidth = Math.max(1.5, Math.min(9, (60 * (1 - 0.6 * depth)) / Math.sqrt(links) / 1.6));
    context.beginPath();
    context.moveTo(x(link), y(link));
    context.lineTo(x(link + 1), y(link + 1));
    context.stroke();
  }
  context.fillStyle = MUTE;
  context.beginPath();
  context.arc(x(0), y(0), 5, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = INK;
  context.beginPath();
  context.arc(x(links), y(links), 5, 0, 2 * Math.PI);
  context.fill();
}

export class Arm implements Picture {
  readonly duration = 0;
  readonly step = 0;
  private readonly canvas = make("canvas", "flat");
  private readonly resized = new ResizeObserver(() => this.paint());
  private from: Float32Array | null = null;
  private to: Float32Array | null = null;
  private since = 0;
  private still = true;

  constructor(
    element: HTMLElement,
    private readonly reach: number,
  ) {
    element.prepend(this.canvas);
    this.resized.observe(this.canvas);
  }

  hear(message: Message): void {
    if (!message.has("joints")) return;
    this.from = this.now();
    this.to = message.f32("joints");
    this.since = performance.now();
    this.still = false;
  }

  draw(): void {
    if (this.still) return;
    this.still = performance.now() - this.since > MOVE;
    this.paint();
  }

  dispose(): void {
    this.resized.disconnect();
    this.canvas.remove();
  }

  private now(): Float32Array | null {
    const { from, to } = this;
    if (!from || !to || from.length !== to.length) return to;
    const share = Math.min(1, (performance.now() - this.since) / MOVE);
    const eased = share * (2 - share);
    return to.map((value, i) => from[i] + eased * (value - from[i]));
  }

  private paint(): void {
    const { context, width, height } = fresh(this.canvas);
    const joints = this.now();
    if (joints) drawArm(context, joints, this.reach, width, height);
  }
}
