/** Calls something before every frame, and goes on when it fails. */

export function everyFrame(draw: (elapsed: number) => void, failed: (error: unknown) => void): void {
  let last = performance.now();
  const frame = (now: number): void => {
    requestAnimationFrame(frame); // first: nothing that follows can stop the loop
    const elapsed = Math.min(0.25, Math.max(0, (now - last) / 1000)); // s; a sleeping page does not leap
    last = now;
    try {
      draw(elapsed);
    } catch (error) {
      failed(error);
    }
  };
  requestAnimationFrame(frame);
}
