/** Moving an elite along its gradients: theta' = theta + sum of c_j grad_j. */

import type { Spot } from "./archive";
import { INK, STATUS } from "./colours";
import { byId, make } from "./dom";
import { heat } from "./heat";
import { tell, tellError } from "./message";
import type { Landed } from "./motion/told";
import type { Panes } from "./panes/panes";
import type { Run, Steering } from "./source";
import { figure } from "./words";

const DEBOUNCE = 60; // ms

interface Row {
  slider: HTMLInputElement;
  figure: HTMLOutputElement;
  strip: HTMLCanvasElement;
  gradient: Float32Array;
}

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
  private readonly list = byId("rows");
  private readonly told = byId("landed");
  private rows: Row[] = [];
  private from: Spot | null = null; // whose Jacobian the rows are
  private computing: AbortController | null = null;
  private waiting = 0;

  constructor(
    private readonly run: Run,
    private readonly steering: Steering,
    private readonly panes: Panes,
    private readonly asked: Asked,
  ) {
    const { sources, reason } = run.steering ?? { sources: [], reason: "this run has no gradient source." };
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
    new ResizeObserver(() => this.paint()).observe(this.list);
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
    const same = this.from && spot && spot.cell === this.from.cell && this.list.dataset.source === this.source.value;
    if (!same && (this.from || this.computing)) this.forget();
    this.compute.disabled = !spot || this.computing !== null;
    const cost = chosen?.evaluations ? `${chosen.evaluations} evaluations` : "no evaluation";
    this.compute.textContent = spot ? `Gradients of #${spot.cell} · ${cost}` : "Choose an elite first";
    this.compute.hidden = this.rows.length > 0;
    byId("formula").hidden = !this.rows.length;
    this.tellFormula();
  }

  private async jacobian(): Promise<void> {
    const spot = this.panes.selected?.spot;
    if (!spot) return;
    const source = this.source.value;
    const computing = (this.computing = new AbortController());
    this.compute.disabled = true;
    this.compute.classList.add("busy");
    try {
      const message = await this.steering.jacobian(spot.cell, source, computing.signal);
      if (computing.signal.aborted) return;
      const names = message.header.names as string[];
      const jacobian = message.f32("jacobian");
      const n = jacobian.length / names.length;
      this.from = spot;
      this.list.dataset.source = source;
      this.rows = names.map((name, j) => this.row(name, j, jacobian.subarray(j * n, (j + 1) * n)));
      this.paint();
      const { evaluations, seconds } = message.header as { evaluations: number; seconds: number };
      const cost = evaluations ? `${evaluations} evaluations` : "no evaluation";
      this.told.textContent = `${cost}, ${figure(seconds, 2)} s. Move a slider.`;
    } catch (error) {
      tellError(error);
    } finally {
      if (this.computing === computing) {
        this.computing = null;
        this.compute.classList.remove("busy");
        this.follow();
      }
    }
  }

  private row(name: string, j: number, gradient: Float32Array): Row {
    const colour = j ? this.run.colours[j - 1] : INK;
    const reach = 3 * (this.run.steering?.sigma_g ?? 1 / 3);
    const label = make("label", "", make("var", "", `c${j}`), ` ${j ? name : this.run.objective}`);
    const slider = make("input", "coefficient");
    Object.assign(slider, { type: "range", id: `c${j}`, min: -reach, max: reach, step: reach / 200, value: 0 });
    slider.value = "0";
    slider.dataset.row = String(j);
    slider.title = "Double-click: back to 0";
    label.htmlFor = slider.id;
    const number = make("output", "", "0.00");
    const strip = make("canvas", "heat");
    strip.title = `Gradient of ${name}: ${gradient.length} parameters from left to right; blue below 0, orange above`;
    const row = make("div", "row", label, strip, slider, number);
    row.style.setProperty("--c", colour);
    this.list.append(row);
    const made = { slider, figure: number, strip, gradient };
    slider.addEventListener("input", () => this.slid());
    slider.addEventListener("dblclick", () => {
      slider.value = "0";
      this.slid();
    });
    return made;
  }

  private get coefficients(): number[] {
    return this.rows.map(({ slider }) => Math.round(Number(slider.value) * 1e4) / 1e4);
  }

  private slid(): void {
    this.coefficients.forEach((coefficient, j) => (this.rows[j].figure.value = signed(coefficient)));
    this.tellFormula();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.move(), DEBOUNCE);
  }

  private async move(): Promise<void> {
    const { from } = this;
    if (!from) return;
    const [source, coefficients] = [this.source.value, this.coefficients];
    this.keep.disabled = true;
    try {
      const landed = await this.panes.steer(
        (heard, signal) => this.steering.steer(from.cell, source, coefficients, heard, signal),
        this.asked.begun,
      );
      if (!landed || this.from !== from) return;
      this.asked.landed(from, landed);
      this.tellLanding(from, landed);
      this.keep.disabled = landed.status === "not added";
    } catch (error) {
      tellError(error);
    }
  }

  /** theta' = theta + what the sliders add. */
  private tellFormula(): void {
    const terms = this.coefficients.flatMap((coefficient, j) => {
      if (coefficient === 0) return [];
      const term = make("span", "", `${Math.abs(coefficient).toFixed(2)} ∇${j ? this.run.measures[j - 1] : this.run.objective}`);
      term.style.color = j ? this.run.colours[j - 1] : INK;
      return [coefficient < 0 ? " − " : " + ", term];
    });
    byId("formula").replaceChildren("θ′ = θ", ...(terms.length ? terms : [" + Σ c", make("sub", "", "j"), " ∇", make("sub", "", "j")]));
  }

  private tellLanding(from: Spot, to: Landed): void {
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
      const { cell, kept } = await this.steering.keep(this.from.cell, this.source.value, this.coefficients);
      await this.asked.kept();
      this.save.disabled = false;
      tell(`Added to the archive shown here, in cell #${cell} (${kept} so far). The run itself is untouched.`);
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
    this.rows = [];
    this.list.replaceChildren();
    this.told.textContent = "";
    this.keep.disabled = true;
    if (this.from) this.asked.landed(this.from, null);
    this.from = null;
    if (this.panes.steered) this.panes.close(this.panes.steered);
  }

  private paint(): void {
    for (const { strip, gradient } of this.rows) heat(strip, gradient);
  }
}

const signed = (value: number): string => value.toFixed(2).replace("-", "\u2212");
