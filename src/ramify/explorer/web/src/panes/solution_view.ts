/** The interface of what a pane shows: it receives the messages of a motion and draws any moment of it. */

import type { Message } from "../data/messages";

export interface SolutionView {
  /** Duration in seconds; 0 if nothing moves. */
  readonly duration: number;
  /** Seconds per frame; 0 if nothing moves. */
  readonly step: number;
  receive(message: Message): void;
  draw(seconds: number): void;
  dispose(): void;
}
