/** A robot for browsers without WebGL: the server's film of it, or the reason that there is none. */

import { make } from "../dom";
import type { Message } from "../packed";
import { opening } from "../motion/told";
import type { Picture } from "./picture";

export class Film implements Picture {
  readonly duration = 0;
  readonly step = 0;
  private readonly frame = make("div", "flat film");

  constructor(
    element: HTMLElement,
    private readonly address: (cell: number) => string | null,
    private readonly hindrance: string | null,
  ) {
    element.prepend(this.frame);
  }

  hear(message: Message): void {
    const told = opening(message);
    if (told) this.show(told.cell);
  }

  draw(): void {} // it plays by itself

  dispose(): void {
    this.frame.remove();
  }

  private show(cell: number): void {
    const address = this.address(cell);
    if (!address || this.hindrance) {
      const why = this.hindrance ?? "a report holds motions only.";
      this.frame.replaceChildren(
        make("p", "", `This browser has no WebGL to draw the robot, and there is no film: ${why}`),
      );
      return;
    }
    const image = make("img");
    image.alt = `Film of the elite in cell ${cell}`;
    image.src = address;
    image.addEventListener("error", () =>
      this.frame.replaceChildren(make("p", "", "The server could not draw this film.")),
    );
    this.frame.replaceChildren(make("p", "", "Drawing the film …"), image);
  }
}
