/** How finely to draw: as the screen shows where a graphics card draws; else, as the processor can. */

const FINEST = 2; // pixels to one of CSS
const COARSER = [1, 0.7, 0.5]; // while a robot moves
const [QUICK, SLOW] = [30, 70]; // ms a frame, from which it is drawn finer, coarser
const REST = 300; // ms, after which what stands still is drawn finely

export class Quality {
  /** Whether the processor draws in place of a graphics card. */
  readonly software = inSoftware();
  private step = 1;
  private mean = (QUICK + SLOW) / 2; // ms a frame
  private still = 0; // ms since something moved
  private fine = false; // what is seen

  /** Pixels to one of CSS for the next frame; null: nothing has changed. */
  next(due: boolean, moves: boolean, elapsed: number): number | null {
    const best = Math.min(FINEST, devicePixelRatio || 1);
    if (!this.software) return due ? best : null;
    this.still = due ? 0 : this.still + elapsed;
    if (due && moves) this.pace(elapsed);
    if (due) this.fine = false;
    else if (this.fine || this.still < REST) return null;
    else this.fine = true;
    return this.fine ? FINEST : COARSER[this.step];
  }

  /** Whether the last frame is the last one that is needed. */
  get settled(): boolean {
    return this.fine || !this.software;
  }

  private pace(elapsed: number): void {
    this.mean += 0.1 * (elapsed - this.mean);
    const step = this.step + (this.mean > SLOW ? 1 : this.mean < QUICK ? -1 : 0);
    if (step === this.step || !COARSER[step]) return;
    this.step = step;
    this.mean = (QUICK + SLOW) / 2;
  }
}

function inSoftware(): boolean {
  const gl = document.createElement("canvas").getContext("webgl2");
  if (!gl) return false;
  const named = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer = String(gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return /llvmpipe|softpipe|swiftshader|software|basic render/i.test(renderer);
}
