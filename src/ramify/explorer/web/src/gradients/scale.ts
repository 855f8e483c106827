/** A color bar that says which color stands for which value. */

import { CSS, SHADES } from "../colors";
import { byId } from "../dom";
import { formatFixed } from "./slider";

const STOPS = 17; // of the color gradient

/** @param brightness maps a value to a brightness between 0 and 1. */
export function drawScale(id: string, brightness: (value: number) => number, marks: number[]): void {
  const bar = byId(id);
  const [from, to] = [brightness(marks[0]), brightness(marks[marks.length - 1])];
  const stops = Array.from({ length: STOPS }, (_, i) => {
    const at = from + (to - from) * (i / (STOPS - 1));
    return CSS[Math.round(at * (SHADES - 1))];
  });
  bar.style.background = `linear-gradient(to right, ${stops.join(", ")})`;
  for (const value of marks) {
    const mark = document.createElement("span");
    mark.textContent = formatFixed(value, 0);
    mark.style.left = `${(100 * (brightness(value) - from)) / (to - from)}%`;
    bar.append(mark);
  }
}
