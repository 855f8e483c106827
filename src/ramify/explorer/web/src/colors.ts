/** Colors: viridis for the objective, and the colors of the page. */

const VIRIDIS =
  "440154470d6048186a482374472e7c4538824241863e4a893a548c365d8d32658e2e6d8e2b758e287d8e25848e228c8d1f948c" +
  "1e9c8920a38625ab822eb37c3aba7648c16e58c7656ccd5a7fd34e93d741a8db34c0df25d5e21aeae51afde725";
const STOPS = VIRIDIS.length / 6;

/** Number of shades of viridis. */
export const SHADES = 256;

const channel = (stop: number, rgb: number): number =>
  parseInt(VIRIDIS.slice(stop * 6 + rgb * 2, stop * 6 + rgb * 2 + 2), 16);

function viridis(shade: number): [number, number, number] {
  const t = (shade / (SHADES - 1)) * (STOPS - 1);
  const stop = Math.min(STOPS - 2, Math.floor(t));
  const mixed = [0, 1, 2].map((rgb) => {
    const from = channel(stop, rgb);
    return Math.round(from + (t - stop) * (channel(stop + 1, rgb) - from));
  });
  return mixed as [number, number, number];
}

/** [shade] red, green and blue. */
const RGB: readonly (readonly [number, number, number])[] = Array.from({ length: SHADES }, (_, shade) =>
  viridis(shade),
);

/** [shade] as a CSS color. */
export const CSS: readonly string[] = RGB.map(([r, g, b]) => `rgb(${r} ${g} ${b})`);

/** Packs a pixel of an ImageData into one little-endian number. */
const pixel = (r: number, g: number, b: number, alpha = 255): number =>
  ((alpha << 24) | (b << 16) | (g << 8) | r) >>> 0;

/** [shade] as a pixel of an ImageData. */
export const PIXEL: Uint32Array = Uint32Array.from(RGB, ([r, g, b]) => pixel(r, g, b));

/** Returns the shade for a value between 0 (dark) and 1 (bright). */
export const shadeOf = (unit: number): number =>
  Math.max(0, Math.min(SHADES - 1, Math.round(unit * (SHADES - 1))));

export const INK = "#e6ebf5";
export const MUTE = "#8b96ad";
export const LINE = "#2a3346";
export const EMPTY = "#1a2030"; // a cell without an elite
export const DIM = "#2c3549"; // an elite that the filter hides
export const CARD = "#141a26";
export const ACCENT = "#4fb3ff";
export const TRIED = "#f2a640"; // an elite that an adaptation tried
export const FOUND = "#3ecf8e"; // the one that it found
export const STATUS: Record<string, string> = {
  new: "#3ecf8e",
  improved: "#4fb3ff",
  "not added": "#aab3c6",
};

export const asPixel = (hex: string): number =>
  pixel(parseInt(hex.slice(1, 3), 16), parseInt(hex.slice(3, 5), 16), parseInt(hex.slice(5, 7), 16));
