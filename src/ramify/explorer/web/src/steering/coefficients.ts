/** The Jacobian's rows as heat strips, a slider for the coefficient of each, and the formula they make. */

import { INK } from "./colours";
import { byId, make } from "./dom";
import { heat } from "./heat";
import type { Run } from "./source";

interface Row {
  slider: HTMLInputElement;
  figure: HTMLOutputElement;
  strip: HTMLCanvasElement;
  gradient: Float32Array;
}

export class Coefficients {
  private readonly list = byId("rows");
  private readonly formula = byId("formula");
  private rows: Row[] = [];

  constructor(
    private readonly run: Run,
    private readonly moved: () => void,
  ) {
    new ResizeObserver(() => this.paint()).observe(this.list);
  }

  get values(): number[] {
    return this.rows.map(({ slider }) => Math.round(Number(slider.value) * 1e4) / 1e4);
  }

  get shown(): boolean {
    return this.rows.length > 0;
  }

  /** @param jacobian [row, parameter], the objective's row first. */
  show(jacobian: Float32Array): void {
    const names = [this.run.objective, ...this.run.measures];
    const n = jacobian.length / names.length;
    this.list.replaceChildren();
    this.rows = names.map((name, j) => this.row(name, j, jacobian.subarray(j * n, (j + 1) * n)));
    this.paint();
    this.tell();
  }

  clear(): void {
    this.rows = [];
    this.list.replaceChildren();
    this.tell();
  }

  private row(name: string, j: number, gradient: Float32Array): Row {
    const reach = 3 * (this.run.steering?.sigma_g ?? 1 / 3);
    const label = make("label", "", make("var", "", `c${j}`), ` ${name}`);
    const slider = make("input", "coefficient");
    slider.type = "range";
    slider.id = label.htmlFor = `c${j}`;
    slider.min = String(-reach);
    slider.max = String(reach);
    slider.step = String(reach / 200);
    slider.value = "0";
    slider.dataset.row = String(j);
    slider.title = "Double-click: back to 0";
    const figure = make("output", "", "0.00");
    const strip = make("canvas", "heat");
    strip.title = `Gradient of ${name}: ${gradient.length} parameters from left to right; blue below 0, orange above`;
    const row = make("div", "row", label, strip, slider, figure);
    row.style.setProperty("--c", this.colour(j));
    this.list.append(row);
    const slid = (): void => {
      this.tell();
      this.moved();
    };
    slider.addEventListener("input", slid);
    slider.addEventListener("dblclick", () => {
      slider.value = "0";
      slid();
    });
    return { slider, figure, strip, gradient };
  }

  /** theta' = theta + what the sliders add. */
  private tell(): void {
    this.formula.hidden = !this.shown;
    const names = [this.run.objective, ...this.run.measures];
    const terms = this.values.flatMap((value, j) => {
      this.rows[j].figure.value = signed(value);
      if (value === 0) return [];
      const term = make("span", "", `${Math.abs(value).toFixed(2)} ∇${names[j]}`);
      term.style.color = this.colour(j);
      return [" ", make("span", "", value < 0 ? "− " : "+ ", term)]; // lines break before signs
    });
    const sum = [" + Σ c", make("sub", "", "j"), " ∇", make("sub", "", "j")];
    this.formula.replaceChildren("θ′ = θ", ...(terms.length ? terms : sum));
  }

  private colour(j: number): string {
    return j ? this.run.colours[j - 1] : INK;
  }

  private paint(): void {
    for (const { strip, gradient } of this.rows) heat(strip, gradient);
  }
}

const signed = (value: number): string => value.toFixed(2).replace("-", "−");
