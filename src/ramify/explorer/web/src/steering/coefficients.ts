/** For each row of the Jacobian a heat strip and a slider for its coefficient, and the resulting formula. */

import { INK } from "../colors";
import type { Run } from "../data/api";
import { byId, make } from "../dom";
import { drawHeatStrip } from "./heat_strip";

const REACH = 3; // ends of a slider, in standard deviations of the run's coefficients
const NOTCHES = 200; // of a slider, on either side of 0

interface Row {
  slider: HTMLInputElement;
  output: HTMLOutputElement;
  strip: HTMLCanvasElement;
  gradient: Float32Array;
}

export class Coefficients {
  private readonly list = byId("rows");
  private readonly formula = byId("formula");
  private readonly names: string[]; // of the rows
  private rows: Row[] = [];

  constructor(
    private readonly run: Run,
    private readonly changed: () => void,
  ) {
    this.names = [run.objective, ...run.measures];
    new ResizeObserver(() => this.paint()).observe(this.list);
  }

  get values(): number[] {
    return this.rows.map(({ slider }) => Math.round(Number(slider.value) * 1e4) / 1e4);
  }

  get shown(): boolean {
    return this.rows.length > 0;
  }

  /** @param jacobian [row, parameter], with the objective's row first. */
  show(jacobian: Float32Array): void {
    const n = jacobian.length / this.names.length;
    this.list.replaceChildren();
    this.rows = this.names.map((_, j) => this.makeRow(j, jacobian.subarray(j * n, (j + 1) * n)));
    this.paint();
    this.showFormula();
  }

  clear(): void {
    this.rows = [];
    this.list.replaceChildren();
    this.showFormula();
  }

  private makeRow(j: number, gradient: Float32Array): Row {
    const label = make("label", "", make("var", "", `c${j}`), ` ${this.names[j]}`);
    const slider = this.makeSlider();
    slider.id = label.htmlFor = `c${j}`;
    slider.dataset.row = String(j);
    slider.ariaLabel = `Coefficient c${j}, of the gradient of ${this.names[j]}`;
    const output = make("output", "", "0.00");
    const strip = make("canvas", "heat");
    strip.title =
      `Gradient of ${this.names[j]} over ${gradient.length} parameters, from left to right. ` +
      "Blue: negative. Orange: positive.";
    const row = make("div", "row", label, strip, slider, output);
    row.style.setProperty("--c", this.color(j));
    this.list.append(row);
    return { slider, output, strip, gradient };
  }

  private makeSlider(): HTMLInputElement {
    const end = REACH * (this.run.steering?.sigma_g ?? 1 / REACH);
    const slider = make("input", "coefficient");
    slider.type = "range";
    slider.min = String(-end);
    slider.max = String(end);
    slider.step = String(end / NOTCHES);
    slider.value = "0";
    slider.title = "Double-click to reset to 0";
    const moved = (): void => {
      this.showFormula();
      this.changed();
    };
    slider.addEventListener("input", moved);
    slider.addEventListener("dblclick", () => {
      slider.value = "0";
      moved();
    });
    return slider;
  }

  /** Shows the coefficients, and theta' = theta + the sum of the gradients weighted by them. */
  private showFormula(): void {
    this.formula.hidden = !this.shown;
    const terms = this.values.flatMap((value, j) => {
      const { output, slider } = this.rows[j];
      output.value = value.toFixed(2).replace("-", "−");
      slider.setAttribute("aria-valuetext", value.toFixed(2));
      if (value === 0) return [];
      const term = make("span", "", `${Math.abs(value).toFixed(2)} ∇${this.names[j]}`);
      term.style.color = this.color(j);
      return [" ", make("span", "", value < 0 ? "− " : "+ ", term)]; // a line may break before the sign
    });
    const sum = [" + Σ c", make("sub", "", "j"), " ∇", make("sub", "", "j")];
    this.formula.replaceChildren("θ′ = θ", ...(terms.length ? terms : sum));
  }

  private color(j: number): string {
    return j ? this.run.colors[j - 1] : INK;
  }

  private paint(): void {
    for (const { strip, gradient } of this.rows) drawHeatStrip(strip, gradient);
  }
}
