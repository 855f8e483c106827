/** What fills a pane: it hears a motion's messages and draws any moment of it. */

import type { Message } from "../packed";

export interface Picture {
  /** Seconds; 0 where nothing moves. */
  readonly duration: number;
  /** Seconds from one frame to the next. */
  readonly step: number;
  hear(message: Message): void;
  draw(seconds: number): void;
  dispose(): void;
}
