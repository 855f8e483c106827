/** A planar arm from shoulder to hand, in the circle that it can reach. */

import { resetCanvas } from "../canvas";
import { CSS, INK, LINE, MUTE, SHADES } from "../colors";
import type { Message } from "../data/messages";
import { make } from "../dom";
import type { SolutionView } from "./solution_view";

const MOVE = 180; // ms, to move from one pose to the next

export class ArmView implements SolutionView {
  readonly duration = 0;
  readonly step = 0;
  private readonly canvas = make("canvas", "flat");
  private readonly resized = new ResizeObserver(() => this.paint());
  private from: Float32Array | null = null;
  private to: Float32Array | null = null;
  private movedAt = 0; // ms
  private still = true;

  /** @param reach length of the whole arm. */
  constructor(
    element: HTMLElement,
    private readonly reach: number,
  ) {
    element.prepend(this.canvas);
    this.resized.observe(this.canvas);
  }

  receive(message: Message): void {
    if (!message.has("joints")) return;
    this.from = this.currentJoints();
    this.to = message.f32("joints");
    this.movedAt = performance.now();
    this.still = false;
  }

  draw(): void {
    if (this.still) return;
    this.still = performance.now() - this.movedAt > MOVE;
    this.paint();
  }

  dispose(): void {
    this.resized.disconnect();
    this.canvas.remove();
  }

  /** Returns the joints on their way from the last pose to the new one, slower towards the end. */
  private currentJoints(): Float32Array | null {
    const { from, to } = this;
    if (!from || !to || from.length !== to.length) return to;
    const share = Math.min(1, (performance.now() - this.movedAt) / MOVE);
    const eased = share * (2 - share);
    return to.map((value, i) => from[i] + eased * (value - from[i]));
  }

  private paint(): void {
    const { context, width, height } = resetCanvas(this.canvas);
    const joints = this.currentJoints();
    if (joints) drawArm(context, joints, this.reach, width, height);
  }
}

/** Draws an arm with joints [x0, y0, x1, y1, ...]. Its links go from violet to yellow. */
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
