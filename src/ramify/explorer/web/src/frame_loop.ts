/** A loop that runs a function before every frame that the browser paints. */

const LONGEST = 0.25; // s, so that a page that was in the background does not jump ahead

/** Calls `draw` with the seconds since the last frame. An error is reported and does not end the loop. */
export function everyFrame(draw: (elapsed: number) => void, failed: (error: unknown) => void): void {
  let last = performance.now();
  const frame = (now: number): void => {
    requestAnimationFrame(frame); // comes first, so that an error below cannot end the loop
    const elapsed = Math.min(LONGEST, Math.max(0, (now - last) / 1000));
    last = now;
    try {
      draw(elapsed);
    } catch (error) {
      failed(error);
    }
  };
  requestAnimationFrame(frame);
}
