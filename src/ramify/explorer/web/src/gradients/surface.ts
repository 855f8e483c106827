/** z = c0 x^2 + c1 y^2: two functions, mixed by two coefficients, and the mixture's gradient. */

import type { Pair } from "./plane";

export interface Slope {
  z: number;
  single: [Pair, Pair]; // c0 times the gradient of x^2, and c1 times that of y^2
  gradient: Pair; // their sum
}

export const height = ([c0, c1]: Pair, [x, y]: Pair): number => c0 * x * x + c1 * y * y;

export function slope(c: Pair, point: Pair): Slope {
  const [x, y] = point;
  const single: [Pair, Pair] = [
    [c[0] * 2 * x, 0],
    [0, c[1] * 2 * y],
  ];
  return { z: height(c, point), single, gradient: [single[0][0], single[1][1]] };
}
