/** The first and the last message of a motion's stream. */

import type { Entry } from "../archive";
import type { Message } from "../data/messages";

/** Header of the first message. */
export interface MotionStart {
  cell: number;
  kind: "robot" | "arm" | "function";
  objective: number;
  measures: number[];
  dt: number | null; // s, per frame
  steps: number; // frames, at most
  scale: number; // m, that the largest integer of a position stands for
  nbody: number;
  bodies_from?: number; // index of the first body whose poses are sent
}

/** A steered solution, and what the archive would do with it. */
export interface SteeredEntry extends Entry {
  status: "new" | "improved" | "not added";
  /** Objective of the elite that is in the cell, or null if the cell is empty. */
  archived: number | null;
}

/** Header of the last message. */
export interface MotionEnd {
  done: true;
  steps: number;
  replayed: { objective: number; measures: number[] } | null;
  /** Why the replay differs from the archive, or null if it does not. */
  differs: string | null;
  /** Whether the robot was damaged. */
  damaged?: boolean;
  landed?: SteeredEntry;
}

/** Returns the header if this is the first message of a motion. */
export const motionStart = (message: Message): MotionStart | null =>
  "kind" in message.header ? (message.header as unknown as MotionStart) : null;

/** Returns the header if this is the last message of a motion. */
export const motionEnd = (message: Message): MotionEnd | null =>
  message.header.done === true ? (message.header as unknown as MotionEnd) : null;
