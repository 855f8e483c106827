/** A slider, with its value beside it. */

import { byId } from "../dom";

/** Formats a number with a true minus sign, and without a sign if it is rounded to 0. */
export const formatFixed = (value: number, decimals = 2): string =>
  value.toFixed(decimals).replace(/^-(0\.?0*)$/, "$1").replace("-", "−");

export class Slider {
  private readonly input: HTMLInputElement;
  private exact: number; // a value set by the page may lie between two steps of the slider

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
    byId(`${this.input.id}-figure`).textContent = formatFixed(this.exact);
  }
}
