/** The bar that says which colour stands for which value. */

import { CSS, SHADES } from "../colours";
import { byId } from "../dom";
import { figure } from "./slider";

export function drawScale(id: string, unit: (value: number) => number, marks: number[]): void {
  const bar = byId(id);
  const [from, to] = [unit(marks[0]), unit(marks[marks.length - 1])];
  const stops = Array.from({ length: 17 }, (_, i) => CSS[Math.round((from + (to - from) * (i / 16)) * (SHADES - 1))]);
  bar.style.background = `linear-gradient(to right, ${stops.join(", ")})`;
  for (const value of marks) {
    const mark = document.createElement("span");
    mark.textContent = figure(value, 0);
    mark.style.left = `${(100 * (unit(value) - from)) / (to - from)}%`;
    bar.append(mark);
  }
}
