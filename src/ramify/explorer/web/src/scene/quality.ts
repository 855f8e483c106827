/** The resolution at which robots are drawn: the screen's, or less if the processor draws them. */

const FINEST = 2; // pixels per CSS pixel
const COARSER = [1, 0.7, 0.5]; // pixels per CSS pixel while a robot moves
const [QUICK, SLOW] = [30, 70]; // ms per frame: below it is drawn finer, above it coarser
const REST = 300; // ms without motion, after which the picture is drawn at the finest resolution

export class Quality {
  /** Whether the processor draws, because there is no graphics card. */
  readonly software = drawsInSoftware();
  private step = 1;
  private mean = (QUICK + SLOW) / 2; // ms per frame
  private still = 0; // ms since something moved
  private fine = false; // whether the picture on the screen has the finest resolution

  /**
   * Returns the number of pixels per CSS pixel for the next frame, or null if no frame is needed.
   *
   * @param changed whether something to be drawn has changed since the last frame.
   * @param elapsed milliseconds since the last frame.
   */
  next(changed: boolean, playing: boolean, elapsed: number): number | null {
    const best = Math.min(FINEST, devicePixelRatio || 1);
    if (!this.software) return changed ? best : null;
    this.still = changed ? 0 : this.still + elapsed;
    if (changed && playing) this.adapt(elapsed);
    if (changed) this.fine = false;
    else if (this.fine || this.still < REST) return null;
    else this.fine = true;
    return this.fine ? FINEST : COARSER[this.step];
  }

  /** Whether the last frame has the best resolution, so that no other needs to follow. */
  get settled(): boolean {
    return this.fine || !this.software;
  }

  private adapt(elapsed: number): void {
    this.mean += 0.1 * (elapsed - this.mean);
    const step = this.step + (this.mean > SLOW ? 1 : this.mean < QUICK ? -1 : 0);
    if (step === this.step || !COARSER[step]) return;
    this.step = step;
    this.mean = (QUICK + SLOW) / 2;
  }
}

function drawsInSoftware(): boolean {
  const gl = document.createElement("canvas").getContext("webgl2");
  if (!gl) return false;
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return /llvmpipe|softpipe|swiftshader|software|basic render/i.test(renderer);
}
