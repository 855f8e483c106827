/** Figures as text. */

const written = (value: number, decimals: number): string =>
  value
    .toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .replace("-", "\u2212");

/** About `digits` significant figures, thousands apart; from a million on, in millions. */
export function figure(value: number | null, digits = 4): string {
  if (value === null || Number.isNaN(value)) return "\u2013";
  if (!Number.isFinite(value)) return value > 0 ? "\u221e" : "\u2212\u221e";
  if (Math.abs(value) >= 1e6) return `${figure(value / 1e6, digits)} M`;
  const whole = value === 0 ? 1 : Math.floor(Math.log10(Math.abs(value))) + 1;
  return written(value, Math.max(0, Math.min(4, digits - Math.max(1, whole))));
}

export const count = (value: number): string => written(Math.round(value), 0);

export const percent = (share: number): string => `${figure(100 * share, 3)}%`;

/** With as many decimals as the step between marks has. */
export function mark(value: number, step: number): string {
  let decimals = 0;
  while (decimals < 6 && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6)
    decimals++;
  return written(Math.abs(value) < step * 1e-6 ? 0 : value, decimals);
}

/** A figure among others that are up to `spread` apart. */
export const among = (value: number, spread: number): string =>
  mark(value, spread > 0 ? 10 ** Math.min(0, Math.floor(Math.log10(spread)) - 2) : 1);

/** Round figures between two ends, about `count` of them; and how far apart they are. */
export function marks(from: number, to: number, count: number): { values: number[]; step: number } {
  const raw = (to - from) / Math.max(1, count);
  if (!(raw > 0)) return { values: [from], step: 1 };
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= raw * 0.999) ?? 10 * power;
  const values: number[] = [];
  for (let i = Math.ceil(from / step - 1e-6); i * step <= to + step * 1e-6; i++) values.push(i * step);
  return { values, step };
}
