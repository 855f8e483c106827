/** Canvases with one pixel per pixel of the screen. */

export const FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

/** Returns the number of screen pixels per CSS pixel. */
export const pixelRatio = (): number => Math.min(3, window.devicePixelRatio || 1);

export interface Surface {
  context: CanvasRenderingContext2D;
  width: number; // CSS px
  height: number; // CSS px
}

/** Clears the canvas, gives it the size of its layout, and scales it so that drawing uses CSS pixels. */
export function resetCanvas(
  canvas: HTMLCanvasElement,
  width = canvas.clientWidth,
  height = canvas.clientHeight,
): Surface {
  const scale = pixelRatio();
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser cannot draw on a canvas.");
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  context.font = FONT;
  return { context, width, height };
}
