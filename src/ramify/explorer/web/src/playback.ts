/** Time: play, pause, scrub, speed. All panes share it. */

import { byId } from "./dom";

export class Player {
  seconds = 0;
  playing = true;
  /** Whether something must be drawn although nothing plays. */
  stale = true;
  private readonly button = byId<HTMLButtonElement>("play");
  private readonly scrub = byId<HTMLInputElement>("scrub");
  private readonly speed = byId<HTMLSelectElement>("speed");
  private readonly clock = byId("time");

  constructor(private readonly length: () => { duration: number; step: number }) {
    this.button.addEventListener("click", () => this.toggle());
    this.scrub.addEventListener("input", () => {
      this.play(false);
      this.seek(Number(this.scrub.value) * this.length().duration);
    });
  }

  toggle(): void {
    this.play(!this.playing);
  }

  play(playing: boolean): void {
    this.playing = playing;
    this.button.textContent = playing ? "❚❚" : "►";
    this.button.ariaLabel = playing ? "Pause" : "Play";
    this.stale = true;
  }

  seek(seconds: number): void {
    this.seconds = Math.max(0, Math.min(this.length().duration, seconds));
    this.stale = true;
  }

  /** By frames, forwards or backwards. */
  step(frames: number): void {
    this.play(false);
    const { step } = this.length();
    this.seek((Math.round(this.seconds / (step || 1)) + frames) * step);
  }

  /** Lets time pass; true if the panes must be drawn. */
  pass(elapsed: number): boolean {
    const { duration } = this.length();
    if (this.playing && duration > 0) {
      this.seconds += elapsed * Number(this.speed.value);
      if (this.seconds > duration + 0.4) this.seconds = 0; // the last pose is held a little
      this.stale = true;
    }
    if (!this.stale) return false;
    this.stale = false;
    const shown = Math.min(this.seconds, duration);
    if (document.activeElement !== this.scrub || this.playing) {
      this.scrub.value = String(duration ? shown / duration : 0);
    }
    this.clock.textContent = `${shown.toFixed(2)} s`;
    return true;
  }
}
