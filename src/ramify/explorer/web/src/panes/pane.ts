/** A pane: header, picture, and a warning when the replay differs from the archive. */

import type { Archive, Spot } from "../archive";
import { bars, make } from "../dom";
import { ending, opening, type Ending } from "../motion/told";
import type { Message } from "../packed";
import { figure } from "../words";
import type { Picture } from "./picture";

export class Pane {
  readonly element = make("article", "pane");
  /** The elite it shows; of a steered solution, the one it began from. */
  spot: Spot | null = null;
  end: Ending | null = null;
  /** When it was asked for something of which nothing has come yet; ms. */
  awaits: number | null = null;
  private loading: AbortController | null = null;
  private readonly header = make("header");
  private readonly replayed = make("span", "replayed");
  private readonly warning = make("p", "warning");
  private picture: Picture | null = null;

  constructor(
    readonly steered: boolean,
    private readonly archive: () => Archive,
    private readonly painted: (element: HTMLElement) => Picture,
    private readonly asked: { close: () => void; select: () => void },
  ) {
    this.warning.hidden = true;
    this.element.append(this.header, this.warning);
    this.element.classList.toggle("steered", steered);
    this.header.append(make("span", "mute", "loading …"));
    this.element.addEventListener("pointerdown", () => asked.select());
  }

  get content(): Picture | null {
    return this.picture;
  }

  /** Shows what `load` sends; whatever was still loading is given up. True if it came to its end. */
  async show(
    load: (heard: (message: Message) => void, signal: AbortSignal) => Promise<void>,
    begun: () => void,
  ): Promise<boolean> {
    this.loading?.abort();
    const loading = (this.loading = new AbortController());
    this.element.classList.add("loading");
    this.awaits = performance.now();
    let drawable = false;
    let first: Message | null = null;
    const heard = (message: Message): void => {
      if (loading.signal.aborted) return;
      // The old motion plays on until something of the new one can be drawn.
      if (opening(message)) {
        first = message;
        if (!message.has("joints") && !message.has("solution")) return;
      }
      if (!drawable) {
        drawable = true;
        this.awaits = null;
        this.begin(first);
        if (message !== first) this.picture?.hear(message);
        begun();
      } else this.picture?.hear(message);
      const end = ending(message);
      if (end) this.finish(end);
    };
    try {
      await load(heard, loading.signal);
      return !loading.signal.aborted;
    } finally {
      if (!loading.signal.aborted) {
        this.element.classList.remove("loading");
        this.awaits = null;
      }
    }
  }

  number(number: number | null): void {
    this.header.querySelector(".badge")?.remove();
    if (number !== null) this.header.prepend(make("span", "badge", String(number)));
  }

  dispose(): void {
    this.loading?.abort();
    this.picture?.dispose();
    this.element.remove();
  }

  private begin(first: Message | null): void {
    const told = first && opening(first);
    if (!first || !told) return;
    this.spot = { cell: told.cell, objective: told.objective, measures: told.measures };
    this.end = null;
    this.element.dataset.cell = String(told.cell);
    this.warning.hidden = true;
    this.head();
    // What does not move keeps its picture, which leads over from one solution to the next.
    if (told.kind === "robot" || !this.picture) {
      this.picture?.dispose();
      this.picture = this.painted(this.element);
    }
    this.picture.hear(first);
  }

  private finish(end: Ending): void {
    this.end = end;
    const { replayed, differs } = end;
    if (this.steered) {
      if (end.landed) this.head(end.landed);
    } else if (replayed) {
      this.replayed.textContent = differs
        ? `replayed ${figure(replayed.objective)}`
        : "replayed the same";
      this.replayed.classList.toggle("differs", differs !== null);
    }
    this.warning.hidden = !differs;
    this.warning.textContent = differs ? `The replay differs from the archive: ${differs}` : "";
  }

  private head(landed: Spot | null = null): void {
    const archive = this.archive();
    const { colours } = archive.run;
    const spot = landed ?? this.spot!;
    const units = Array.from(spot.measures, (value, axis) => archive.unit(value, axis));
    this.replayed.textContent = "";
    const close = make("button", "close", "×");
    close.ariaLabel = this.steered ? "Close the steered motion" : `Close cell ${spot.cell}`;
    close.addEventListener("pointerdown", (event) => event.stopPropagation());
    close.addEventListener("click", () => this.asked.close());
    const name = this.steered ? "steered" : `#${spot.cell}`;
    const objective = make("b", "", this.steered && !landed ? "…" : figure(spot.objective));
    const badge = this.header.querySelector(".badge");
    this.header.replaceChildren(...(badge ? [badge] : []), make("span", "mute", name), objective);
    if (!this.steered || landed) this.header.append(bars(units, colours));
    this.header.append(this.replayed, close);
  }
}
