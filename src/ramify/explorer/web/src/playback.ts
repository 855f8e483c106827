/** Playback of the motions: play, pause, seek, speed. All panes show the same time. */

import { byId } from "./dom";

const HOLD = 0.4; // s, that the last pose is shown before the motion starts again

export class Playback {
  seconds = 0;
  playing = true;
  private stale = true;
  private readonly button = byId<HTMLButtonElement>("play");
  private readonly slider = byId<HTMLInputElement>("scrub");
  private readonly speed = byId<HTMLSelectElement>("speed");
  private readonly clock = byId("time");

  /**
   * @param timing returns the duration of the longest motion and of one frame, in seconds.
   * @param invalidated is called when the panes must be drawn again.
   */
  constructor(
    private readonly timing: () => { duration: number; step: number },
    private readonly invalidated: () => void,
  ) {
    this.button.addEventListener("click", () => this.toggle());
    this.slider.addEventListener("input", () => {
      this.play(false);
      this.seek(Number(this.slider.value) * this.timing().duration);
    });
  }

  /** Has the panes drawn again at the next frame, even if nothing plays. */
  invalidate(): void {
    this.stale = true;
    this.invalidated();
  }

  toggle(): void {
    this.play(!this.playing);
  }

  play(playing: boolean): void {
    this.playing = playing;
    this.button.textContent = playing ? "❚❚" : "►";
    this.button.ariaLabel = playing ? "Pause" : "Play";
    this.invalidate();
  }

  seek(seconds: number): void {
    this.seconds = Math.max(0, Math.min(this.timing().duration, seconds));
    this.invalidate();
  }

  /** Pauses, and goes some frames forward, or backward if `frames` is negative. */
  step(frames: number): void {
    this.play(false);
    const { step } = this.timing();
    this.seek((Math.round(this.seconds / (step || 1)) + frames) * step);
  }

  /** Lets `elapsed` seconds pass. Returns whether the panes must be drawn. */
  advance(elapsed: number): boolean {
    const { duration } = this.timing();
    if (this.playing && duration > 0) {
      this.seconds += elapsed * Number(this.speed.value);
      if (this.seconds > duration + HOLD) this.seconds = 0;
      this.stale = true;
    }
    if (!this.stale) return false;
    this.stale = false;
    const shown = Math.min(this.seconds, duration);
    if (document.activeElement !== this.slider || this.playing) {
      this.slider.value = String(duration ? shown / duration : 0);
    }
    this.clock.textContent = `${shown.toFixed(2)} s`;
    this.slider.setAttribute("aria-valuetext", `${shown.toFixed(2)} of ${duration.toFixed(2)} seconds`);
    return true;
  }
}
