/** A film of the robot, for browsers without WebGL; or the reason why there is none. */

import type { Message } from "../data/messages";
import { make } from "../dom";
import { motionStart } from "../motion/stream";
import type { SolutionView } from "./solution_view";

export class FilmView implements SolutionView {
  readonly duration = 0;
  readonly step = 0;
  private readonly frame = make("div", "flat film");

  /**
   * @param address returns the address of a cell's film, or null if there are no films.
   * @param obstacle why the server cannot render films, or null if it can.
   */
  constructor(
    element: HTMLElement,
    private readonly address: (cell: number) => string | null,
    private readonly obstacle: string | null,
  ) {
    element.prepend(this.frame);
  }

  receive(message: Message): void {
    const start = motionStart(message);
    if (start) this.show(start.cell);
  }

  draw(): void {} // the browser plays the film

  dispose(): void {
    this.frame.remove();
  }

  private show(cell: number): void {
    const address = this.address(cell);
    if (!address || this.obstacle) {
      const reason = this.obstacle ?? "A report contains no films.";
      this.explain(`This browser has no WebGL to draw the robot, and there is no film. ${reason}`);
      return;
    }
    const image = make("img");
    image.alt = `Film of the elite in cell ${cell}`;
    image.src = address;
    image.addEventListener("error", () => this.explain("The server could not render this film."));
    this.frame.replaceChildren(make("p", "", "Rendering the film …"), image);
  }

  private explain(text: string): void {
    this.frame.replaceChildren(make("p", "", text));
  }
}
