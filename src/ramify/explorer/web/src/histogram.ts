/** A histogram of the objective, with two sliders that set the filter's range. */

import type { Archive } from "./archive";
import { resetCanvas } from "./canvas";
import { CSS, LINE } from "./colors";
import { byId } from "./dom";
import type { Filter, Range } from "./filter";
import { formatCount, formatInRange } from "./format";

const BINS = 80;
const SCALE_HEIGHT = 4; // px, of the color scale below the bars
const LOWEST_BAR = 1.5; // px

export class Histogram {
  private readonly canvas = byId<HTMLCanvasElement>("histogram");
  private readonly low = byId<HTMLInputElement>("filter-low");
  private readonly high = byId<HTMLInputElement>("filter-high");
  private archive: Archive | null = null;
  private counts = new Float64Array(BINS);

  constructor(
    private readonly filter: Filter,
    rangeChanged: (range: Range) => void,
  ) {
    for (const slider of [this.low, this.high]) {
      slider.addEventListener("input", () => rangeChanged(this.sliderRange()));
    }
    new ResizeObserver(() => this.draw()).observe(this.canvas);
  }

  show(archive: Archive): void {
    if (archive !== this.archive) {
      this.archive = archive;
      this.counts = new Float64Array(BINS);
      for (const objective of archive.objective) {
        this.counts[Math.min(BINS - 1, Math.floor(archive.normalizedObjective(objective) * BINS))]++;
      }
      byId("histogram-label").textContent = this.label();
      const [low, high] = this.normalizedRange(archive);
      this.low.value = String(low);
      this.high.value = String(high);
    }
    this.draw();
  }

  /** Returns the range that the sliders set. A slider at the end of its track gives an infinite end. */
  private sliderRange(): Range {
    const [a, b] = [Number(this.low.value), Number(this.high.value)];
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    return [low > 0 ? this.objectiveAt(low) : -Infinity, high < 1 ? this.objectiveAt(high) : Infinity];
  }

  private normalizedRange(archive: Archive): number[] {
    return this.filter.range.map((end) => {
      if (end === -Infinity) return 0;
      return end === Infinity ? 1 : archive.normalizedObjective(end);
    });
  }

  private objectiveAt(normalized: number): number {
    const { lowestObjective, highestObjective } = this.archive!;
    return lowestObjective + normalized * (highestObjective - lowestObjective);
  }

  private draw(): void {
    const { archive, counts } = this;
    if (!archive) return;
    const { context, width, height } = resetCanvas(this.canvas);
    const largest = Math.max(1, ...counts);
    const [low, high] = this.normalizedRange(archive);
    const binWidth = width / BINS;
    const room = height - SCALE_HEIGHT - 5;
    counts.forEach((count, i) => {
      const middle = (i + 0.5) / BINS;
      const shown = middle >= low && middle <= high;
      context.fillStyle = shown ? CSS[archive.shade(this.objectiveAt(middle))] : LINE;
      // The square root of the count, so that a bin with one elite is visible.
      const barHeight = count ? Math.max(LOWEST_BAR, Math.sqrt(count / largest) * room) : 0;
      context.fillRect(i * binWidth, height - SCALE_HEIGHT - 2 - barHeight, binWidth - 1, barHeight);
      context.fillRect(i * binWidth, height - SCALE_HEIGHT, binWidth + 0.5, SCALE_HEIGHT);
    });
    byId("shown").textContent = this.description(archive);
  }

  private label(): string {
    const most = formatCount(Math.max(...this.counts));
    return `bars: number of elites, square-root scale, highest ${most}`;
  }

  /** Describes the filter: how many elites it shows, and the range of each filtered value. */
  private description(archive: Archive): string {
    const { brushes, count, range } = this.filter;
    const { run, lowestObjective: lowest, highestObjective: highest } = archive;
    const parts = [
      `${formatCount(count)} of ${formatCount(archive.count)} elites`,
      `${run.objective} ${between(Math.max(range[0], lowest), Math.min(range[1], highest), highest - lowest)}`,
    ];
    for (const [axis, [from, to]] of brushes) {
      const [name, lower, upper] =
        axis < archive.k
          ? [run.measures[axis], run.lower[axis], run.upper[axis]]
          : [`brushed ${run.objective}`, lowest, highest];
      const span = upper - lower;
      parts.push(`${name} ${between(lower + from * span, lower + to * span, span)}`);
    }
    return parts.join(" · ");
  }
}

const between = (low: number, high: number, span: number): string =>
  `${formatInRange(low, span)} – ${formatInRange(high, span)}`;
