/** A solution as a bar chart of its parameters, with its measures as numbers. */

import type { Entry } from "../archive";
import { resetCanvas } from "../canvas";
import { ACCENT, LINE } from "../colors";
import type { Run } from "../data/api";
import type { Message } from "../data/messages";
import { make } from "../dom";
import { formatCount, formatNumber } from "../format";
import { motionEnd, motionStart } from "../motion/stream";
import type { SolutionView } from "./solution_view";

const ROOM = 8; // px, above and below the bars, half of the height of their labels

export class ParametersView implements SolutionView {
  readonly duration = 0;
  readonly step = 0;
  private readonly canvas = make("canvas");
  private readonly measures = make("dl");
  private readonly highest = make("span");
  private readonly lowest = make("span");
  private readonly count = make("span");
  private readonly content = make(
    "div",
    "flat function",
    make("div", "values", this.highest, make("span", "", "0"), this.lowest),
    this.canvas,
    make("div", "numbers", make("span", "", "parameter 1"), this.count),
    this.measures,
  );
  private readonly resized = new ResizeObserver(() => this.paint());
  private solution: Float32Array = new Float32Array(0);

  constructor(
    element: HTMLElement,
    private readonly run: Run,
  ) {
    element.prepend(this.content);
    this.canvas.role = "img";
    this.resized.observe(this.canvas);
  }

  receive(message: Message): void {
    const evaluated = motionStart(message) ?? motionEnd(message)?.replayed;
    if (evaluated) this.showMeasures(evaluated);
    if (!message.has("solution")) return;
    this.solution = message.f32("solution");
    this.paint();
  }

  draw(): void {} // nothing moves

  dispose(): void {
    this.resized.disconnect();
    this.content.remove();
  }

  private showMeasures({ measures }: Pick<Entry, "measures">): void {
    const rows = this.run.measures.flatMap((name, i) => {
      const term = make("dt", "", name);
      term.style.color = this.run.colors[i];
      return [term, make("dd", "", formatNumber(measures[i]))];
    });
    this.measures.replaceChildren(...rows);
  }

  private paint(): void {
    const { context, width, height } = resetCanvas(this.canvas);
    const { solution } = this;
    if (!solution.length) return;
    let largest = 1e-12;
    for (const value of solution) largest = Math.max(largest, Math.abs(value));
    const middle = height / 2;
    const barHeight = (value: number): number => (value / largest) * (middle - ROOM);
    const barWidth = width / solution.length;
    context.fillStyle = ACCENT;
    if (barWidth >= 1) {
      solution.forEach((value, i) => {
        const up = barHeight(value);
        const shown = barWidth > 3 ? barWidth - 1 : barWidth;
        context.fillRect(i * barWidth, middle - Math.max(0, up), shown, Math.abs(up));
      });
    } else {
      for (let x = 0; x < width; x++) {
        // Several parameters share this pixel. The bar goes from the lowest to the highest of them.
        const last = Math.max(1, Math.floor((x + 1) / barWidth));
        const values = solution.subarray(Math.floor(x / barWidth), last);
        const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
        context.fillRect(x, middle - barHeight(high), 1, barHeight(high) - barHeight(low));
      }
    }
    context.fillStyle = LINE;
    context.fillRect(0, middle, width, 1);
    this.highest.textContent = formatNumber(largest, 3);
    this.lowest.textContent = formatNumber(-largest, 3);
    this.count.textContent = formatCount(solution.length);
    this.canvas.ariaLabel = `A bar for each of ${formatCount(solution.length)} parameters`;
  }
}
