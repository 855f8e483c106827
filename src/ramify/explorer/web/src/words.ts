/** Figures as text. */

/** About `digits` significant figures, thousands apart. */
export function figure(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : "–";
  const whole = value === 0 ? 1 : Math.floor(Math.log10(Math.abs(value))) + 1;
  const decimals = Math.max(0, Math.min(4, digits - Math.max(1, whole)));
  return value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

export const count = (value: number): string => Math.round(value).toLocaleString("en");

export function percent(share: number): string {
  return `${figure(100 * share, 3)}%`;
}

/** With as many decimals as the step between marks has. */
export function mark(value: number, step: number): string {
  let decimals = 0;
  while (decimals < 6 && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6) decimals++;
  return (Math.abs(value) < step * 1e-6 ? 0 : value).toLocaleString("en", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

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
