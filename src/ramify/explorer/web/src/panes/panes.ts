/** The panes: up to four solutions side by side. */

import type { Archive, Entry } from "../archive";
import { byId } from "../dom";
import type { SteeredEntry } from "../motion/stream";
import { Pane, type LoadMotion } from "./pane";
import type { SolutionView } from "./solution_view";

const MOST = 4; // panes
const PATIENCE = 500; // ms

interface Events {
  /** Panes were added or closed, or one shows another solution. */
  changed: () => void;
  failed: (error: unknown) => void;
}

export class Panes {
  /** The panes that show elites. */
  list: Pane[] = [];
  /** The pane that shows a steered solution. */
  steered: Pane | null = null;
  private readonly element = byId("panes");
  private selectedPane: Pane | null = null;

  constructor(
    private readonly archive: () => Archive,
    private readonly loadMotion: (cell: number) => LoadMotion,
    private readonly makeView: (element: HTMLElement) => SolutionView,
    private readonly on: Events,
  ) {}

  get all(): Pane[] {
    return this.steered ? [...this.list, this.steered] : this.list;
  }

  /** The elites that are shown. */
  get entries(): Entry[] {
    return this.list.flatMap(({ entry }) => entry ?? []);
  }

  get selected(): Pane | null {
    return this.selectedPane;
  }

  /** Whether a motion was requested a moment ago and its first frames have not arrived. */
  get awaitsFrames(): boolean {
    const now = performance.now();
    return this.all.some(({ requestedAt }) => requestedAt !== null && now - requestedAt < PATIENCE);
  }

  /** Seconds of the longest motion, and of one frame. */
  get timing(): { duration: number; step: number } {
    const views = this.all.flatMap(({ view }) => view ?? []);
    return {
      duration: Math.max(0, ...views.map(({ duration }) => duration)),
      step: Math.max(0, ...views.map(({ step }) => step)),
    };
  }

  /**
   * Shows an elite in the selected pane, or in a new one. Resolves when its whole motion has arrived.
   *
   * @param started is called when the first frames have arrived.
   */
  async open(cell: number, inNewPane: boolean, started: () => void): Promise<void> {
    let pane = this.selectedPane;
    if (!pane || (inNewPane && this.all.length < MOST)) pane = this.add();
    this.select(pane);
    try {
      await pane.show(this.loadMotion(cell), () => {
        started();
        this.on.changed();
      });
    } catch (error) {
      if (!pane.entry) this.close(pane);
      this.on.failed(error);
    }
  }

  /** Requests the motion of every elite again, for a robot that has changed. */
  async reload(started: () => void): Promise<void> {
    const shown = this.list.flatMap((pane) => (pane.entry ? [{ pane, cell: pane.entry.cell }] : []));
    const changed = (): void => {
      started();
      this.on.changed();
    };
    await Promise.all(shown.map(({ pane, cell }) => pane.show(this.loadMotion(cell), changed)));
  }

  /**
   * Shows a steered solution in a pane of its own.
   *
   * @returns the solution and what the archive would do with it, or null if a newer one replaced it.
   */
  async steer(load: LoadMotion, started: () => void): Promise<SteeredEntry | null> {
    const pane = this.steered ?? this.addSteered();
    try {
      const complete = await pane.show(load, () => {
        started();
        this.on.changed();
      });
      if (!complete) return null;
    } catch (error) {
      if (!pane.entry) this.close(pane);
      throw error;
    }
    return pane.end?.landed ?? null;
  }

  select(pane: Pane): void {
    if (this.selectedPane === pane || pane.steered) return;
    this.selectedPane = pane;
    this.layOut();
    this.on.changed();
  }

  close(pane: Pane): void {
    pane.dispose();
    if (pane === this.steered) this.steered = null;
    this.list = this.list.filter((other) => other !== pane);
    if (this.selectedPane === pane) this.selectedPane = this.list[this.list.length - 1] ?? null;
    this.layOut();
    this.on.changed();
  }

  /** Closes all panes but the first; or the first, if it is the only one. */
  closeOthers(): void {
    const rest = this.list.length > 1 ? this.list.slice(1) : this.list;
    for (const pane of this.steered ? [...rest, this.steered] : [...rest]) this.close(pane);
  }

  draw(seconds: number): void {
    for (const { view } of this.all) view?.draw(seconds);
  }

  private add(): Pane {
    const pane = this.make(false);
    this.list.push(pane);
    this.layOut();
    return pane;
  }

  /** Adds the pane for steered solutions. If there is no room, it takes the place of another pane. */
  private addSteered(): Pane {
    const other = this.list.find((pane) => pane !== this.selectedPane);
    if (this.list.length >= MOST && other) this.close(other);
    this.steered = this.make(true);
    this.layOut();
    return this.steered;
  }

  private make(steered: boolean): Pane {
    const pane: Pane = new Pane(steered, this.archive, this.makeView, {
      close: () => this.close(pane),
      select: () => this.select(pane),
    });
    return pane;
  }

  /** Puts the panes into the document, numbers them, and marks the selected one. */
  private layOut(): void {
    const { all, list } = this;
    all.forEach((pane) => {
      if (pane.element.parentElement !== this.element) this.element.append(pane.element);
      pane.element.classList.toggle("selected", pane === this.selectedPane && all.length > 1);
      const index = list.indexOf(pane);
      pane.setNumber(list.length > 1 && index >= 0 ? index + 1 : null);
    });
    if (this.steered) this.element.append(this.steered.element); // comes last
    this.element.dataset.count = String(all.length);
    byId("nobody").hidden = all.length > 0;
  }
}
