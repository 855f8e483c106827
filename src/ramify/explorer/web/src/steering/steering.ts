/** Moving an elite along its gradients: theta' = theta + sum of c_j grad_j. */

import type { Spot } from "./archive";
import { Coefficients } from "./coefficients";
import { INK, STATUS } from "./colours";
import { byId, make } from "./dom";
import { tell, tellError } from "./message";
import type { Landed } from "./motion/told";
import type { Panes } from "./panes/panes";
import type { Run, Steering } from "./source";
import { figure } from "./words";

const DEBOUNCE = 60; // ms

interface Asked {
  /** The first frames of a steered motion are there. */
  begun: () => void;
  landed: (from: Spot, to: Landed | null) => void;
  kept: () => Promise<void>;
}

export class Steer {
  private readonly panel = byId("steer");
  private readonly toggle = byId<HTMLButtonElement>("steering");
  private readonly source = byId<HTMLSelectElement>("source");
  private readonly compute = byId<HTMLButtonElement>("compute");
  private readonly keep = byId<HTMLButtonElement>("keep");
  private readonly save = byId<HTMLButtonElement>("save");
  private readonly told = byId("landed");
  private readonly coefficients: Coefficients;
  private from: Spot | null = null; // whose Jacobian it is
  private taken = ""; // the source it comes from
  private computing: AbortController | null = null;
  private waiting = 0;
  private landed = false; // and told so

  constructor(
    private readonly run: Run,
    private readonly steering: Steering,
    private readonly panes: Panes,
    private readonly asked: Asked,
  ) {
    const { sources, reason } = run.steering ?? {
      sources: [],
      reason: "this run has no gradient source.",
    };
    this.toggle.hidden = false;
    this.toggle.addEventListener("click", () => this.show(!this.open));
    byId("steer-close").addEventListener("click", () => this.show(false));
    this.source.replaceChildren(...sources.map(({ name, label }) => new Option(label, name)));
    this.source.addEventListener("change", () => this.follow());
    this.compute.addEventListener("click", () => void this.jacobian());
    this.keep.addEventListener("click", () => void this.keepIt());
    this.save.addEventListener("click", () => void this.saveIt());
    this.toggle.disabled = !sources.length;
    this.toggle.title = reason ?? "Move this elite along its gradients";
    this.coefficients = new Coefficients(run, () => this.slid());
  }

  get open(): boolean {
    return !this.panel.hidden;
  }

  show(open: boolean): void {
    this.panel.hidden = !open;
    this.toggle.ariaExpanded = String(open);
    if (open) this.follow();
    else this.forget();
  }

  /** Goes on to the pane selected now. */
  follow(): void {
    if (!this.open) return;
    const spot = this.panes.selected?.spot ?? null;
    const chosen = this.run.steering?.sources.find(({ name }) => name === this.source.value);
    const same = spot?.cell === this.from?.cell && this.taken === this.source.value;
    if (this.from && !same) this.forget();
    if (this.landed && !this.panes.steered) this.tellLanding(null);
    this.compute.disabled = !spot || this.computing !== null;
    const cost = priced(chosen?.evaluations ?? 0);
    this.compute.textContent = spot ? `Gradients of #${spot.cell} · ${cost}` : "Choose an elite first";
    this.compute.hidden = this.coefficients.shown;
  }

  private async jacobian(): Promise<void> {
    const spot = this.panes.selected?.spot;
    if (!spot) return;
    const source = this.source.value;
    [this.from, this.taken] = [spot, source];
    const computing = (this.computing = new AbortController());
    this.compute.disabled = true;
    this.compute.classList.add("busy");
    try {
      const message = await this.steering.jacobian(spot.cell, source, computing.signal);
      if (computing.signal.aborted) return;
      this.coefficients.show(message.f32("jacobian"));
      const { evaluations, seconds } = message.header as { evaluations: number; seconds: number };
      this.told.textContent = `${priced(evaluations)}, ${figure(seconds, 2)} s. Move a slider.`;
    } catch (error) {
      if (this.computing === computing) this.from = null;
      tellError(error);
    } finally {
      if (this.computing === computing) {
        this.computing = null;
        this.compute.classList.remove("busy");
        this.follow();
      }
    }
  }

  private slid(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.move(), DEBOUNCE);
  }

  private async move(): Promise<void> {
    const { from } = this;
    if (!from) return;
    const [source, coefficients] = [this.taken, this.coefficients.values];
    this.keep.disabled = true;
    try {
      const landed = await this.panes.steer(
        (heard, signal) => this.steering.steer(from.cell, source, coefficients, heard, signal),
        this.asked.begun,
      );
      if (!landed || this.from !== from) return;
      this.asked.landed(from, landed);
      this.tellLanding({ from, to: landed });
    } catch (error) {
      tellError(error);
    }
  }

  private tellLanding(step: { from: Spot; to: Landed } | null): void {
    this.landed = step !== null;
    this.keep.disabled = !step || step.to.status === "not added";
    if (!step) {
      this.told.textContent = "";
      return;
    }
    const { from, to } = step;
    const status = make("b", "", to.status);
    status.style.color = STATUS[to.status] ?? INK;
    const there = to.archived === null ? "which was empty" : `which held ${figure(to.archived)}`;
    this.told.replaceChildren(
      status,
      ` · ${this.run.objective} ${figure(from.objective)} → ${figure(to.objective)} · ` +
        (to.cell === from.cell ? "the same cell" : `cell #${to.cell}, ${there}`),
    );
  }

  private async keepIt(): Promise<void> {
    if (!this.from) return;
    this.keep.disabled = true;
    try {
      const { cell, kept } = await this.steering.keep(
        this.from.cell,
        this.taken,
        this.coefficients.values,
      );
      await this.asked.kept();
      this.save.disabled = false;
      tell(
        `Added to the archive shown here, in cell #${cell} (${kept} so far). The run itself is untouched.`,
      );
    } catch (error) {
      tellError(error);
    }
  }

  private async saveIt(): Promise<void> {
    try {
      const { path } = await this.steering.save();
      tell(`Saved as ${path}: the run with what you added. The run itself is untouched.`);
    } catch (error) {
      tellError(error);
    }
  }

  private forget(): void {
    clearTimeout(this.waiting);
    this.computing?.abort();
    this.computing = null;
    this.compute.classList.remove("busy");
    this.coefficients.clear();
    this.tellLanding(null);
    if (this.from) this.asked.landed(this.from, null);
    this.from = null;
    if (this.panes.steered) this.panes.close(this.panes.steered);
  }
}

const priced = (evaluations: number): string =>
  evaluations === 0 ? "no evaluation" : `${evaluations} evaluation${evaluations > 1 ? "s" : ""}`;
