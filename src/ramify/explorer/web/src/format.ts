/** Numbers as text. */

const decimal = (value: number, decimals: number): string =>
  value
    .toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .replace("-", "\u2212");

/** Formats a number with about `digits` significant digits. Values from a million on are in millions. */
export function formatNumber(value: number | null, digits = 4): string {
  if (value === null || Number.isNaN(value)) return "\u2013";
  if (!Number.isFinite(value)) return value > 0 ? "\u221e" : "\u2212\u221e";
  if (Math.abs(value) >= 1e6) return `${formatNumber(value / 1e6, digits)} M`;
  const whole = value === 0 ? 1 : Math.floor(Math.log10(Math.abs(value))) + 1;
  return decimal(value, Math.max(0, Math.min(4, digits - Math.max(1, whole))));
}

export const formatCount = (value: number): string => decimal(Math.round(value), 0);

export const formatPercent = (share: number): string => `${formatNumber(100 * share, 3)}%`;

/** Formats the label of a tick, with as many decimals as the distance between ticks has. */
export function formatTick(value: number, step: number): string {
  let decimals = 0;
  while (decimals < 6 && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6)
    decimals++;
  return decimal(Math.abs(value) < step * 1e-6 ? 0 : value, decimals);
}

/** Formats a value with enough decimals to tell values apart that differ by 1% of a range. */
export const formatInRange = (value: number, range: number): string =>
  formatTick(value, range > 0 ? 10 ** Math.min(0, Math.floor(Math.log10(range)) - 2) : 1);

/** Returns about `count` round numbers between two ends, and the distance between them. */
export function ticks(from: number, to: number, count: number): { values: number[]; step: number } {
  const raw = (to - from) / Math.max(1, count);
  if (!(raw > 0)) return { values: [from], step: 1 };
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= raw * 0.999) ?? 10 * power;
  const values: number[] = [];
  for (let i = Math.ceil(from / step - 1e-6); i * step <= to + step * 1e-6; i++) values.push(i * step);
  return { values, step };
}
