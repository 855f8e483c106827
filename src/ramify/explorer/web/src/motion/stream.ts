/** What the messages of a motion say. */

import type { Spot } from "../archive";
import type { Message } from "../packed";

/** The first message. */
export interface Opening {
  cell: number;
  kind: "robot" | "arm" | "function";
  objective: number;
  measures: number[];
  dt: number | null;
  steps: number;
  scale: number;
  nbody: number;
  bodies_from?: number;
}

/** Where a steered solution would go in the archive. */
export interface Landed extends Spot {
  status: "new" | "improved" | "not added";
  archived: number | null;
}

/** The last message. */
export interface Ending {
  done: true;
  steps: number;
  replayed: { objective: number; measures: number[] } | null;
  differs: string | null;
  landed?: Landed;
}

export const opening = (message: Message): Opening | null =>
  "kind" in message.header ? (message.header as unknown as Opening) : null;

export const ending = (message: Message): Ending | null =>
  message.header.done === true ? (message.header as unknown as Ending) : null;
