/** A slider of the page, and the figure beside it. */

import { byId } from "../dom";

/** With a true minus sign. */
export const figure = (value: number, decimals = 2): string =>
  value.toFixed(decimals).replace(/^-(0\.0*)$/, "$1").replace("-", "−");

export class Slider {
  private readonly input: HTMLInputElement;
  private exact: number; // what was set need not be one of the slider's steps

  constructor(id: string, moved: () => void) {
    this.input = byId<HTMLInputElement>(id);
    this.exact = this.input.valueAsNumber;
    this.show();
    this.input.addEventListener("input", () => {
      this.exact = this.input.valueAsNumber;
      this.show();
      moved();
    });
  }

  get value(): number {
    return this.exact;
  }

  set value(value: number) {
    this.exact = value;
    this.input.value = String(value);
    this.show();
  }

  private show(): void {
    byId(`${this.input.id}-figure`).textContent = figure(this.exact);
  }
}
