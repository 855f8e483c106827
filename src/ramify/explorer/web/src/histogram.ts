/** The objective's distribution, and a filter with two ends. */

import type { Archive } from "./archive";
import { fresh } from "./canvas";
import { CSS, LINE } from "./colours";
import { byId } from "./dom";
import type { Filter, Range } from "./filter";
import { among, count } from "./words";

const BINS = 80;

export class Histogram {
  private readonly canvas = byId<HTMLCanvasElement>("histogram");
  private readonly low = byId<HTMLInputElement>("filter-low");
  private readonly high = byId<HTMLInputElement>("filter-high");
  private archive: Archive | null = null;
  private counts = new Float64Array(BINS);

  constructor(
    private readonly filter: Filter,
    moved: (range: Range) => void,
  ) {
    for (const end of [this.low, this.high]) end.addEventListener("input", () => moved(this.range()));
    new ResizeObserver(() => this.draw()).observe(this.canvas);
  }

  show(archive: Archive): void {
    if (archive !== this.archive) {
      this.archive = archive;
      this.counts = new Float64Array(BINS);
      for (const objective of archive.objective) {
        this.counts[Math.min(BINS - 1, Math.floor(archive.height(objective) * BINS))]++;
      }
      const [low, high] = this.filter.range;
      this.low.value = String(Number.isFinite(low) ? archive.height(low) : 0);
      this.high.value = String(Number.isFinite(high) ? archive.height(high) : 1);
    }
    this.draw();
  }

  private range(): Range {
    const archive = this.archive!;
    const [a, b] = [Number(this.low.value), Number(this.high.value)];
    const at = (unit: number): number => archive.low + unit * (archive.high - archive.low);
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    return [low > 0 ? at(low) : -Infinity, high < 1 ? at(high) : Infinity];
  }

  private draw(): void {
    const { archive, counts } = this;
    if (!archive) return;
    const { context, width, height } = fresh(this.canvas);
    const tallest = Math.max(1, ...counts);
    const [low, high] = this.filter.range.map((end) => {
      if (end === -Infinity) return 0;
      return end === Infinity ? 1 : archive.height(end);
    });
    const wide = width / BINS;
    const at = (unit: number): number => archive.low + unit * (archive.high - archive.low);
    counts.forEach((number, i) => {
      const middle = (i + 0.5) / BINS;
      context.fillStyle = middle >= low && middle <= high ? CSS[archive.shade(at(middle))] : LINE;
      // The square root: a bin with one elite can still be seen.
      const tall = number ? Math.max(1.5, Math.sqrt(number / tallest) * (height - 9)) : 0;
      context.fillRect(i * wide, height - 6 - tall, wide - 1, tall);
      context.fillRect(i * wide, height - 4, wide + 0.5, 4);
    });
    this.tell(archive);
  }

  private tell(archive: Archive): void {
    const [low, high] = this.filter.range;
    const ends = [Math.max(low, archive.low), Math.min(high, archive.high)].map((end) =>
      among(end, archive.high - archive.low),
    );
    const brushes = this.filter.brushes.size ? " · brushed" : "";
    byId("shown").textContent =
      `${count(this.filter.count)} of ${count(archive.count)} elites · ` +
      `${archive.run.objective} ${ends[0]} – ${ends[1]}${brushes}`;
  }
}
