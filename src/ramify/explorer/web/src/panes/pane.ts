/** A pane: a header, the view of a solution, and a warning if the replay differs from the archive. */

import type { Archive, Entry } from "../archive";
import type { OnMessage } from "../data/api";
import type { Message } from "../data/messages";
import { make, measureBars } from "../dom";
import { formatNumber } from "../format";
import { motionEnd, motionStart, type MotionEnd } from "../motion/stream";
import type { SolutionView } from "./solution_view";

/** Requests a motion and passes on its messages. */
export type LoadMotion = (onMessage: OnMessage, signal: AbortSignal) => Promise<void>;

export class Pane {
  readonly element = make("article", "pane");
  /** The elite that is shown; for a steered solution, the elite where it started. */
  entry: Entry | null = null;
  end: MotionEnd | null = null;
  view: SolutionView | null = null;
  /** When the motion was requested whose first frames have not arrived (ms); null if there is none. */
  requestedAt: number | null = null;
  private loading: AbortController | null = null;
  private readonly header = make("header");
  private readonly replay = make("span", "replayed");
  private readonly warning = make("p", "warning");

  /** @param makeView makes the view of a solution inside an element. */
  constructor(
    readonly steered: boolean,
    private readonly archive: () => Archive,
    private readonly makeView: (element: HTMLElement) => SolutionView,
    private readonly on: { close: () => void; select: () => void },
  ) {
    this.warning.hidden = true;
    this.element.append(this.header, this.warning);
    this.element.classList.toggle("steered", steered);
    this.header.append(make("span", "mute", "loading …"));
    this.element.addEventListener("pointerdown", () => on.select());
  }

  /**
   * Shows the motion that `load` requests, instead of one that may still be loading.
   *
   * @param started is called when the first frames have arrived.
   * @returns whether the motion arrived completely, before another one was requested.
   */
  async show(load: LoadMotion, started: () => void): Promise<boolean> {
    this.loading?.abort();
    const loading = (this.loading = new AbortController());
    this.setBusy(true);
    this.requestedAt = performance.now();
    const receive = this.receiver(loading.signal, started);
    try {
      await load(receive, loading.signal);
    } catch (error) {
      if (!loading.signal.aborted) throw error;
    } finally {
      if (!loading.signal.aborted) {
        this.setBusy(false);
        this.requestedAt = null;
      }
    }
    return !loading.signal.aborted;
  }

  /** Shows the pane's number, or none. */
  setNumber(number: number | null): void {
    this.header.querySelector(".badge")?.remove();
    if (number !== null) this.header.prepend(make("span", "badge", String(number)));
  }

  dispose(): void {
    this.loading?.abort();
    this.view?.dispose();
    this.element.remove();
  }

  /** Returns what receives a motion's messages. The old motion stays until the new one can be drawn. */
  private receiver(signal: AbortSignal, started: () => void): OnMessage {
    let first: Message | null = null;
    let drawable = false;
    return (message) => {
      if (signal.aborted) return;
      if (motionStart(message)) first = message;
      // The first message of a robot's motion holds nothing to draw: the frames follow.
      if (message === first && !message.has("joints") && !message.has("solution")) return;
      if (!drawable) {
        drawable = true;
        this.requestedAt = null;
        this.start(first);
        if (message !== first) this.view?.receive(message);
        started();
      } else this.view?.receive(message);
      const end = motionEnd(message);
      if (end) this.finish(end);
    };
  }

  private start(first: Message | null): void {
    const start = first && motionStart(first);
    if (!first || !start) return;
    this.entry = { cell: start.cell, objective: start.objective, measures: start.measures };
    this.end = null;
    this.element.dataset.cell = String(start.cell);
    this.element.ariaLabel = this.steered
      ? `Solution steered from cell ${start.cell}`
      : `Elite in cell ${start.cell}`;
    this.warning.hidden = true;
    this.fillHeader(this.entry, this.steered);
    // Arms and parameters keep their view, which animates the change from one solution to the next.
    if (start.kind === "robot" || !this.view) {
      this.view?.dispose();
      this.view = this.makeView(this.element);
    }
    this.view.receive(first);
  }

  private finish(end: MotionEnd): void {
    this.end = end;
    const { landed, replayed, differs, damaged } = end;
    if (this.steered) {
      if (landed) this.fillHeader(landed, false);
    } else if (replayed) {
      this.replay.textContent = damaged
        ? `damaged: ${formatNumber(replayed.objective)}`
        : differs
          ? `replay: ${formatNumber(replayed.objective)}`
          : "replay matches";
      this.replay.classList.toggle("differs", damaged ?? differs !== null);
    }
    this.warning.hidden = !differs;
    this.warning.textContent = differs ? `The replay differs from the archive. ${differs}` : "";
  }

  /** @param pending whether objective and measures of the solution are not known yet. */
  private fillHeader({ cell, objective, measures }: Entry, pending: boolean): void {
    const archive = this.archive();
    const close = make("button", "close", "×");
    close.ariaLabel = this.steered ? "Close the steered solution" : `Close cell ${cell}`;
    close.addEventListener("pointerdown", (event) => event.stopPropagation());
    close.addEventListener("click", () => this.on.close());
    this.replay.textContent = "";
    const badge = this.header.querySelector(".badge");
    this.header.replaceChildren(
      ...(badge ? [badge] : []),
      make("span", "mute", this.steered ? "steered" : `#${cell}`),
      make("b", "", pending ? "…" : formatNumber(objective)),
    );
    if (!pending) this.header.append(measureBars(archive, measures));
    this.header.append(this.replay, close);
  }

  private setBusy(busy: boolean): void {
    this.element.classList.toggle("loading", busy);
    this.element.ariaBusy = String(busy);
  }
}
