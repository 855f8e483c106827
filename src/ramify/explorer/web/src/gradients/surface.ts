/** The surface z = c0 x^2 + c1 y^2: a sum of two functions, weighted by two coefficients. */

import type { Pair } from "./plane";

export interface Slope {
  z: number;
  weighted: [Pair, Pair]; // c0 times the gradient of x^2, and c1 times the gradient of y^2
  gradient: Pair; // the sum of the two
}

export const height = ([c0, c1]: Pair, [x, y]: Pair): number => c0 * x * x + c1 * y * y;

export function slope(c: Pair, point: Pair): Slope {
  const [x, y] = point;
  const weighted: [Pair, Pair] = [
    [c[0] * 2 * x, 0],
    [0, c[1] * 2 * y],
  ];
  return { z: height(c, point), weighted, gradient: [weighted[0][0], weighted[1][1]] };
}
