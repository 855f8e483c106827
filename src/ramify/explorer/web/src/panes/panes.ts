/** Up to four panes side by side: who is shown where. */

import type { Archive, Spot } from "../archive";
import { byId } from "../dom";
import type { Landed } from "../motion/told";
import type { Message } from "../packed";
import { Pane } from "./pane";
import type { Picture } from "./picture";

const MOST = 4;
const PATIENT = 500; // ms

export type Load = (heard: (message: Message) => void, signal: AbortSignal) => Promise<void>;

/** ms from a click to the first frames, and to their being painted. */
export interface Click {
  cell: number;
  fetched: number;
  painted: number | null;
}

interface Asked {
  /** Panes came, went or show something else. */
  changed: () => void;
  failed: (error: unknown) => void;
}

export class Panes {
  readonly clicks: Click[] = [];
  list: Pane[] = [];
  steered: Pane | null = null;
  private readonly element = byId("panes");
  private chosen: Pane | null = null;
  private unpainted: { click: Click; began: number }[] = [];

  constructor(
    private readonly archive: () => Archive,
    private readonly load: (cell: number) => Load,
    private readonly picture: (element: HTMLElement) => Picture,
    private readonly asked: Asked,
  ) {}

  get all(): Pane[] {
    return this.steered ? [...this.list, this.steered] : this.list;
  }

  /** The elites shown. */
  get spots(): Spot[] {
    return this.list.flatMap(({ spot }) => spot ?? []);
  }

  get selected(): Pane | null {
    return this.chosen;
  }

  /** Whether somebody has just clicked, and the first frames are on their way. */
  get awaited(): boolean {
    const now = performance.now();
    return this.all.some(({ awaits }) => awaits !== null && now - awaits < PATIENT);
  }

  /** Seconds of the longest motion, and of a frame. */
  get length(): { duration: number; step: number } {
    const pictures = this.all.flatMap(({ content }) => content ?? []);
    return {
      duration: Math.max(0, ...pictures.map(({ duration }) => duration)),
      step: Math.max(0, ...pictures.map(({ step }) => step)),
    };
  }

  /** Shows an elite in the selected pane, or in one more. Resolves when its motion is there. */
  async open(cell: number, add: boolean, begun: () => void): Promise<void> {
    const began = performance.now();
    let pane = this.chosen;
    if (!pane || (add && this.all.length < MOST)) pane = this.add();
    this.select(pane);
    try {
      await pane.show(this.load(cell), () => {
        const click = { cell, fetched: performance.now() - began, painted: null };
        this.clicks.push(click);
        this.unpainted.push({ click, began });
        begun();
        this.asked.changed();
      });
    } catch (error) {
      if (!pane.spot) this.close(pane);
      this.asked.failed(error);
    }
  }

  /** Shows a steered solution in a pane of its own; where it landed, unless a newer one came first. */
  async steer(load: Load, begun: () => void): Promise<Landed | null> {
    if (!this.steered) {
      const other = this.list.find((pane) => pane !== this.chosen);
      if (this.list.length >= MOST && other) this.close(other);
      const pane = this.make(true);
      this.steered = pane;
      this.lay();
    }
    const pane = this.steered;
    try {
      const whole = await pane.show(load, () => {
        begun();
        this.asked.changed();
      });
      if (!whole) return null;
    } catch (error) {
      if (!pane.spot) this.close(pane);
      throw error;
    }
    return pane.end?.landed ?? null;
  }

  select(pane: Pane): void {
    if (this.chosen === pane || pane.steered) return;
    this.chosen = pane;
    this.lay();
    this.asked.changed();
  }

  close(pane: Pane): void {
    pane.dispose();
    if (pane === this.steered) this.steered = null;
    this.list = this.list.filter((other) => other !== pane);
    if (this.chosen === pane) this.chosen = this.list[this.list.length - 1] ?? null;
    this.lay();
    this.asked.changed();
  }

  /** All but the first; or the only one. */
  clear(): void {
    const rest = this.list.length > 1 ? this.list.slice(1) : this.list;
    for (const pane of this.steered ? [...rest, this.steered] : [...rest]) this.close(pane);
  }

  draw(seconds: number): void {
    for (const { content } of this.all) content?.draw(seconds);
  }

  /** To be called when a frame is drawn. */
  painted(finish: () => void): void {
    if (!this.unpainted.length) return;
    finish();
    for (const { click, began } of this.unpainted) click.painted = performance.now() - began;
    this.unpainted = [];
  }

  private add(): Pane {
    const pane = this.make(false);
    this.list.push(pane);
    this.lay();
    return pane;
  }

  private make(steered: boolean): Pane {
    const pane: Pane = new Pane(steered, this.archive, this.picture, {
      close: () => this.close(pane),
      select: () => this.select(pane),
    });
    return pane;
  }

  private lay(): void {
    const { all, list } = this;
    all.forEach((pane) => {
      if (pane.element.parentElement !== this.element) this.element.append(pane.element);
      pane.element.classList.toggle("selected", pane === this.chosen && all.length > 1);
      const place = list.indexOf(pane);
      pane.number(list.length > 1 && place >= 0 ? place + 1 : null);
    });
    if (this.steered) this.element.append(this.steered.element); // last
    this.element.dataset.count = String(all.length);
    byId("nobody").hidden = all.length > 0;
  }
}
