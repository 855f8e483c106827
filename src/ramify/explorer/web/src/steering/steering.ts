/** The steering panel, which moves an elite along its gradients: theta' = theta + sum_j c_j grad_j. */

import type { Entry } from "../archive";
import { INK, STATUS } from "../colors";
import type { Run, SteeringApi } from "../data/api";
import { byId, make } from "../dom";
import { formatNumber } from "../format";
import type { SteeredEntry } from "../motion/stream";
import { notify, notifyError } from "../notification";
import type { Panes } from "../panes/panes";
import { Coefficients } from "./coefficients";

const DEBOUNCE = 60; // ms, after the last movement of a slider

interface Events {
  /** The first frames of a steered motion have arrived. */
  started: () => void;
  /** The steered solution is known; `to` is null if it is not shown any more. */
  steered: (from: Entry, to: SteeredEntry | null) => void;
  /** Returns how many elites share a solution's square on the map; 0 if a square is one cell. */
  sharing: (entry: Entry) => number;
  /** A solution was added to the archive. */
  kept: () => Promise<void>;
}

/** The elite whose gradients are shown, and the source that computed them. */
interface Origin {
  elite: Entry;
  source: string;
}

export class Steering {
  private readonly panel = byId("steer");
  private readonly toggleButton = byId<HTMLButtonElement>("steering");
  private readonly sourceSelect = byId<HTMLSelectElement>("source");
  private readonly computeButton = byId<HTMLButtonElement>("compute");
  private readonly keepButton = byId<HTMLButtonElement>("keep");
  private readonly saveButton = byId<HTMLButtonElement>("save");
  private readonly result = byId("landed");
  private readonly coefficients: Coefficients;
  private origin: Origin | null = null;
  private computing: AbortController | null = null;
  private timer = 0; // of the debounce
  private step: { from: Entry; to: SteeredEntry } | null = null; // whose result is shown

  constructor(
    private readonly run: Run,
    private readonly api: SteeringApi,
    private readonly panes: Panes,
    private readonly on: Events,
  ) {
    this.coefficients = new Coefficients(run, () => this.sliderMoved());
    this.initToggle();
    byId("steer-close").addEventListener("click", () => this.show(false));
    this.sourceSelect.addEventListener("change", () => this.update());
    this.computeButton.addEventListener("click", () => void this.compute());
    this.keepButton.addEventListener("click", () => void this.keep());
    this.saveButton.addEventListener("click", () => void this.save());
  }

  get open(): boolean {
    return !this.panel.hidden;
  }

  show(open: boolean): void {
    this.panel.hidden = !open;
    this.toggleButton.ariaExpanded = String(open);
    if (open) this.update();
    else this.reset();
  }

  /** Forgets the gradients: those of a robot that has changed since. */
  restart(): void {
    this.reset();
    this.update();
  }

  /** Follows the selection: another elite or another source needs other gradients. */
  update(): void {
    if (!this.open) return;
    const { origin } = this;
    const elite = this.panes.selected?.entry ?? null;
    const same = elite?.cell === origin?.elite.cell && origin?.source === this.sourceSelect.value;
    if (origin && !same) this.reset();
    if (this.step) this.showResult(this.panes.steered ? this.step : null);
    this.computeButton.disabled = !elite || this.computing !== null;
    this.computeButton.hidden = this.coefficients.shown;
    const source = this.run.steering?.sources.find(({ name }) => name === this.sourceSelect.value);
    this.computeButton.textContent = elite
      ? `Compute gradients of #${elite.cell} (${evaluationCount(source?.evaluations ?? 0)})`
      : "Select an elite first";
  }

  private initToggle(): void {
    const { sources, reason } = this.run.steering ?? {
      sources: [],
      reason: "This run has no source of gradients.",
    };
    this.sourceSelect.replaceChildren(...sources.map(({ name, label }) => new Option(label, name)));
    this.toggleButton.hidden = false;
    this.toggleButton.disabled = !sources.length;
    this.toggleButton.title = reason ?? "Move the selected elite along its gradients";
    this.toggleButton.addEventListener("click", () => this.show(!this.open));
  }

  private async compute(): Promise<void> {
    const elite = this.panes.selected?.entry;
    if (!elite) return;
    const source = this.sourceSelect.value;
    this.origin = { elite, source };
    const computing = (this.computing = new AbortController());
    this.computeButton.disabled = true;
    this.computeButton.classList.add("busy");
    try {
      const message = await this.api.jacobian(elite.cell, source, computing.signal);
      if (computing.signal.aborted) return;
      this.coefficients.show(message.f32("jacobian"));
      const { evaluations, seconds } = message.header as { evaluations: number; seconds: number };
      const cost = `${evaluationCount(evaluations)}, ${formatNumber(seconds, 2)} s`;
      this.result.textContent = `Gradients computed (${cost}). Move a slider.`;
    } catch (error) {
      if (this.computing === computing) this.origin = null;
      notifyError(error);
    } finally {
      if (this.computing === computing) {
        this.computing = null;
        this.computeButton.classList.remove("busy");
        this.update();
      }
    }
  }

  private sliderMoved(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.steer(), DEBOUNCE);
  }

  private async steer(): Promise<void> {
    const { origin } = this;
    if (!origin) return;
    const { elite, source } = origin;
    const { values } = this.coefficients;
    this.keepButton.disabled = true;
    try {
      const steered = await this.panes.steer(
        (onMessage, signal) => this.api.steer(elite.cell, source, values, onMessage, signal),
        this.on.started,
      );
      if (!steered || this.origin !== origin) return;
      this.on.steered(elite, steered);
      this.showResult({ from: elite, to: steered });
    } catch (error) {
      notifyError(error);
    }
  }

  /** Says what the archive would do with the steered solution, or nothing. */
  private showResult(step: { from: Entry; to: SteeredEntry } | null): void {
    this.step = step;
    this.keepButton.disabled = !step || step.to.status === "not added";
    if (!step) {
      this.result.textContent = "";
      return;
    }
    const { from, to } = step;
    const status = make("b", "", to.status);
    status.style.color = STATUS[to.status] ?? INK;
    const objectives = `${formatNumber(from.objective)} → ${formatNumber(to.objective)}`;
    const cell = to.cell === from.cell ? "same cell" : this.target(to);
    this.result.replaceChildren(status, ` · ${this.run.objective} ${objectives} · ${cell}`);
  }

  /** Describes the cell where a solution lands. Its square on the map may show the elite of another. */
  private target(to: SteeredEntry): string {
    const shared = this.on.sharing(to);
    const square = shared ? `this square shows the best of ${cellCount(shared)}` : "";
    if (to.archived === null) return `new cell #${to.cell} (${square || "it was empty"})`;
    const occupant = `its elite has ${formatNumber(to.archived)}`;
    return `cell #${to.cell} (${occupant}${shared > 1 ? `; ${square}` : ""})`;
  }

  private async keep(): Promise<void> {
    if (!this.origin) return;
    const { elite, source } = this.origin;
    this.keepButton.disabled = true;
    try {
      const { cell, kept } = await this.api.keep(elite.cell, source, this.coefficients.values);
      await this.on.kept();
      this.saveButton.disabled = false;
      notify(
        `Added to cell #${cell} of the archive on this page (${kept} added so far). ` +
          "The run itself does not change.",
      );
    } catch (error) {
      notifyError(error);
    }
  }

  private async save(): Promise<void> {
    try {
      const { path } = await this.api.save();
      notify(`Saved a copy of the run with your additions: ${path}. The run itself does not change.`);
    } catch (error) {
      notifyError(error);
    }
  }

  private reset(): void {
    clearTimeout(this.timer);
    this.computing?.abort();
    this.computing = null;
    this.computeButton.classList.remove("busy");
    this.coefficients.clear();
    this.showResult(null);
    if (this.origin) this.on.steered(this.origin.elite, null);
    this.origin = null;
    if (this.panes.steered) this.panes.close(this.panes.steered);
  }
}

const cellCount = (count: number): string => (count === 1 ? "1 cell" : `${count} cells`);

const evaluationCount = (count: number): string =>
  count === 0 ? "no evaluations" : `${count} evaluation${count > 1 ? "s" : ""}`;
