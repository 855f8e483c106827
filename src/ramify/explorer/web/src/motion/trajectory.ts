/** A robot's motion: the pose of every body and the contact of every foot, frame by frame. */

import { Quaternion, Vector3 } from "three";
import type { SceneDescription } from "../data/api";
import type { Message } from "../data/messages";
import { motionEnd, type MotionStart } from "./stream";

const FULL_SCALE = 32767; // the integer that stands for `scale` in a position, and for 1 in a quaternion
const POSE = 7; // numbers per pose: x y z, quaternion w x y z
const AVERAGED = 8; // samples on either side, for the average position

const nextTurn = new Quaternion();

export class Trajectory {
  /** Number of frames that have arrived. */
  frames = 0;
  done = false;
  readonly dt: number; // s, per frame
  private readonly pose: Int16Array; // [frame, body, POSE]
  private readonly contacts: Uint8Array; // [frame, foot]
  private readonly firstBody: number;

  constructor(
    private readonly start: MotionStart,
    readonly feet: number,
  ) {
    this.dt = start.dt ?? 1;
    this.firstBody = start.bodies_from ?? 0;
    this.pose = new Int16Array(start.steps * start.nbody * POSE);
    this.contacts = new Uint8Array(start.steps * feet);
  }

  /** Returns a trajectory of one frame, in which every body is at the origin. */
  static idle({ bodies, feet }: SceneDescription): Trajectory {
    const trajectory = new Trajectory(
      { cell: -1, kind: "robot", objective: 0, measures: [], dt: 1, steps: 1, scale: 1, nbody: bodies },
      feet.length,
    );
    trajectory.frames = 1;
    return trajectory;
  }

  append(message: Message): void {
    if (message.has("pose") || message.has("changes")) {
      const from = message.header.from as number;
      const pose = message.has("pose") ? message.i16("pose") : this.cumulated(message.i16("changes"));
      this.pose.set(pose, from * this.start.nbody * POSE);
      if (message.has("contact")) this.contacts.set(message.u8("contact"), from * this.feet);
      this.frames = from + pose.length / (this.start.nbody * POSE);
    }
    if (motionEnd(message)) this.done = true;
  }

  /** Adds up changes from frame to frame, [body, POSE, frame], to poses, [frame, body, POSE]. */
  private cumulated(changes: Int16Array): Int16Array {
    const width = this.start.nbody * POSE;
    const frames = changes.length / width;
    const pose = new Int16Array(changes.length);
    for (let i = 0; i < width; i++) {
      let value = 0;
      for (let t = 0; t < frames; t++) pose[t * width + i] = value += changes[i * frames + t];
    }
    return pose; // sums modulo 2^16, as the changes are
  }

  /** Duration in seconds. Before the last message, it is the longest that the motion can be. */
  get duration(): number {
    return Math.max(1, (this.done ? this.frames : this.start.steps) - 1) * this.dt;
  }

  /** Returns the frame at a time. Its fraction is the part of the way to the next frame. */
  frameAt(seconds: number): number {
    return Math.max(0, Math.min(this.frames - 1, seconds / this.dt));
  }

  inContact(frame: number, foot: number): boolean {
    return this.contacts[frame * this.feet + foot] > 0;
  }

  /** Writes a body's interpolated position and orientation into `position` and `turn`. */
  poseAt(frame: number, body: number, position: Vector3, turn: Quaternion): void {
    const index = body - this.firstBody;
    if (index < 0) {
      position.set(0, 0, 0);
      turn.identity();
      return;
    }
    const { nbody, scale } = this.start;
    const { pose } = this;
    const before = Math.floor(frame);
    const share = frame - before;
    const a = (before * nbody + index) * POSE;
    const b = (Math.min(before + 1, this.frames - 1) * nbody + index) * POSE;
    const unit = scale / FULL_SCALE; // m
    position.set(
      (pose[a] + share * (pose[b] - pose[a])) * unit,
      (pose[a + 1] + share * (pose[b + 1] - pose[a + 1])) * unit,
      (pose[a + 2] + share * (pose[b + 2] - pose[a + 2])) * unit,
    );
    turn.set(pose[a + 4], pose[a + 5], pose[a + 6], pose[a + 3]).normalize();
    nextTurn.set(pose[b + 4], pose[b + 5], pose[b + 6], pose[b + 3]).normalize();
    turn.slerp(nextTurn, share);
  }

  /** Writes a body's average position within `around` seconds of a frame. The camera follows it. */
  averagePosition(frame: number, body: number, around: number, position: Vector3): Vector3 {
    const sample = new Vector3();
    const unused = new Quaternion();
    position.set(0, 0, 0);
    for (let i = -AVERAGED; i <= AVERAGED; i++) {
      const near = frame + (i / AVERAGED) * (around / this.dt);
      this.poseAt(Math.max(0, Math.min(this.frames - 1, near)), body, sample, unused);
      position.addScaledVector(sample, 1 / (2 * AVERAGED + 1));
    }
    return position;
  }
}
