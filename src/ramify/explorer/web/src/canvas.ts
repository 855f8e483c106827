/** Canvases that are as sharp as the screen. */

export const FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

/** Pixels of the screen to one of CSS. */
export const ratio = (): number => Math.min(3, window.devicePixelRatio || 1);

export interface Surface {
  context: CanvasRenderingContext2D;
  width: number;
  height: number;
}

/** Makes the canvas as large as it is laid out, and empty; measures are those of CSS. */
export function fresh(
  canvas: HTMLCanvasElement,
  width = canvas.clientWidth,
  height = canvas.clientHeight,
): Surface {
  const scale = ratio();
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser draws no canvas.");
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  context.font = FONT;
  return { context, width, height };
}
