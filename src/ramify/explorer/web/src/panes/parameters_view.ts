/** A solution without a body: its parameters as bars, its measures as figures. */

import type { Spot } from "../archive";
import { fresh } from "../canvas";
import { ACCENT, LINE, MUTE } from "../colours";
import { make } from "../dom";
import { ending, opening } from "../motion/told";
import type { Message } from "../packed";
import type { Run } from "../source";
import { count, figure } from "../words";
import type { Picture } from "./picture";

export class Parameters implements Picture {
  readonly duration = 0;
  readonly step = 0;
  private readonly canvas = make("canvas", "bars-of");
  private readonly figures = make("dl", "figures");
  private readonly whole = make("div", "flat function", this.canvas, this.figures);
  private readonly resized = new ResizeObserver(() => this.paint());
  private solution: Float32Array = new Float32Array(0);

  constructor(
    element: HTMLElement,
    private readonly run: Run,
  ) {
    element.prepend(this.whole);
    this.resized.observe(this.canvas);
  }

  hear(message: Message): void {
    const told = opening(message) ?? ending(message)?.replayed;
    if (told) this.tell(told);
    if (!message.has("solution")) return;
    this.solution = message.f32("solution");
    this.paint();
  }

  draw(): void {} // nothing moves

  dispose(): void {
    this.resized.disconnect();
    this.whole.remove();
  }

  private tell({ measures }: Pick<Spot, "measures">): void {
    const rows = this.run.measures.flatMap((name, i) => {
      const term = make("dt", "", name);
      term.style.color = this.run.colours[i];
      return [term, make("dd", "", figure(measures[i]))];
    });
    this.figures.replaceChildren(...rows);
  }

  private paint(): void {
    const { context, width, height } = fresh(this.canvas);
    const { solution } = this;
    if (!solution.length) return;
    let most = 1e-12;
    for (const value of solution) most = Math.max(most, Math.abs(value));
    const middle = height / 2;
    const tall = (value: number): number => (value / most) * (middle - 18);
    const wide = width / solution.length;
    context.fillStyle = ACCENT;
    if (wide >= 1) {
      solution.forEach((value, i) => {
        const up = tall(value);
        context.fillRect(i * wide, middle - Math.max(0, up), wide > 3 ? wide - 1 : wide, Math.abs(up));
      });
    } else {
      for (let x = 0; x < width; x++) {
        // As many parameters as fall on this pixel, from the lowest to the highest.
        const some = solution.subarray(Math.floor(x / wide), Math.max(1, Math.floor((x + 1) / wide)));
        const [low, high] = [Math.min(0, ...some), Math.max(0, ...some)];
        context.fillRect(x, middle - tall(high), 1, tall(high) - tall(low));
      }
    }
    context.fillStyle = LINE;
    context.fillRect(0, middle, width, 1);
    context.fillStyle = MUTE;
    context.textAlign = "left";
    context.fillText(`${count(solution.length)} parameters, within ±${figure(most, 3)}`, 2, height - 4);
  }
}
