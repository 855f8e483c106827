/** A robot's motion while it arrives: poses and contacts, a frame a control step. */

import { Quaternion, Vector3 } from "three";
import type { Message } from "../packed";
import type { SceneDescription } from "../source";
import { ending, type Opening } from "./told";

const ONE = 32767; // what 1 is sent as
const POSE = 7; // x y z, quaternion w x y z

const next = new Quaternion();

export class Track {
  /** Frames so far. */
  frames = 0;
  done = false;
  readonly dt: number; // s
  private readonly pose: Int16Array;
  private readonly contacts: Uint8Array;
  private readonly first: number; // the body that the poses begin with

  constructor(
    private readonly opening: Opening,
    readonly feet: number,
  ) {
    this.dt = opening.dt ?? 1;
    this.first = opening.bodies_from ?? 0;
    this.pose = new Int16Array(opening.steps * opening.nbody * POSE);
    this.contacts = new Uint8Array(opening.steps * feet);
  }

  /** One frame, all bodies where the world begins. */
  static resting({ bodies, feet }: SceneDescription): Track {
    const track = new Track(
      { cell: -1, kind: "robot", objective: 0, measures: [], dt: 1, steps: 1, scale: 1, nbody: bodies },
      feet.length,
    );
    track.frames = 1;
    return track;
  }

  append(message: Message): void {
    if (message.has("pose") || message.has("changes")) {
      const from = message.header.from as number;
      const pose = message.has("pose") ? message.i16("pose") : this.summed(message.i16("changes"));
      this.pose.set(pose, from * this.opening.nbody * POSE);
      if (message.has("contact")) this.contacts.set(message.u8("contact"), from * this.feet);
      this.frames = from + pose.length / (this.opening.nbody * POSE);
    }
    if (ending(message)) this.done = true;
  }

  /** Poses from how each of their numbers changes from frame to frame: [body, number, frame]. */
  private summed(changes: Int16Array): Int16Array {
    const width = this.opening.nbody * POSE;
    const frames = changes.length / width;
    const pose = new Int16Array(changes.length);
    for (let i = 0; i < width; i++) {
      let now = 0;
      for (let t = 0; t < frames; t++) pose[t * width + i] = now += changes[i * frames + t];
    }
    return pose; // what overflowed on the way has come round again
  }

  /** Seconds; while it arrives, the most there can be. */
  get duration(): number {
    return Math.max(1, (this.done ? this.frames : this.opening.steps) - 1) * this.dt;
  }

  /** The frame, and a part of the way to the next, that is shown at a time; the last one is held. */
  at(seconds: number): number {
    return Math.max(0, Math.min(this.frames - 1, seconds / this.dt));
  }

  contact(frame: number, foot: number): boolean {
    return this.contacts[frame * this.feet + foot] > 0;
  }

  /** A body's pose between two frames. */
  place(frame: number, body: number, position: Vector3, turn: Quaternion): void {
    const row = body - this.first;
    if (row < 0) {
      position.set(0, 0, 0);
      turn.identity();
      return;
    }
    const { nbody, scale } = this.opening;
    const { pose } = this;
    const before = Math.floor(frame);
    const share = frame - before;
    const a = (before * nbody + row) * POSE;
    const b = (Math.min(before + 1, this.frames - 1) * nbody + row) * POSE;
    const metre = scale / ONE;
    position.set(
      (pose[a] + share * (pose[b] - pose[a])) * metre,
      (pose[a + 1] + share * (pose[b + 1] - pose[a + 1])) * metre,
      (pose[a + 2] + share * (pose[b + 2] - pose[a + 2])) * metre,
    );
    turn.set(pose[a + 4], pose[a + 5], pose[a + 6], pose[a + 3]).normalize();
    next.set(pose[b + 4], pose[b + 5], pose[b + 6], pose[b + 3]).normalize();
    turn.slerp(next, share);
  }

  /** Where a body is on average during `around` seconds on both sides: what a camera follows. */
  smooth(frame: number, body: number, around: number, position: Vector3): Vector3 {
    const samples = 8;
    const at = new Vector3();
    const unused = new Quaternion();
    position.set(0, 0, 0);
    for (let i = -samples; i <= samples; i++) {
      const near = frame + (i / samples) * (around / this.dt);
      this.place(Math.max(0, Math.min(this.frames - 1, near)), body, at, unused);
      position.addScaledVector(at, 1 / (2 * samples + 1));
    }
    return position;
  }
}
