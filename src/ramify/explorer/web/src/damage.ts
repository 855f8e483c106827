/** The damage panel: damages the robot, and tries elites until one works well (`ramify adapt`). */

import type { Adapted, DataSource, Run, Trial } from "./data/api";
import type { Message } from "./data/messages";
import { byId, make } from "./dom";
import { formatNumber } from "./format";
import { notifyError } from "./notification";

interface Events {
  /** The robot was damaged in another way, or repaired. Resolves when the page shows it. */
  damaged: () => Promise<void>;
  /** A trial has ended; `mean` holds the objective that is now predicted for each elite. */
  tried: (trial: Trial, mean: Float32Array) => void;
  /** The trials have ended. */
  found: (found: Adapted, first: number) => void;
  /** Opens an elite that was tried. */
  open: (cell: number) => void;
}

export class DamagePanel {
  private readonly panel = byId("damage");
  private readonly toggleButton = byId<HTMLButtonElement>("damaging");
  private readonly choice = byId<HTMLSelectElement>("damage-choice");
  private readonly adaptButton = byId<HTMLButtonElement>("adapt");
  private readonly trials = byId("trials");
  private readonly result = byId("adapted");
  private adapting: AbortController | null = null;

  constructor(
    run: Run,
    private readonly dataSource: DataSource,
    private readonly on: Events,
  ) {
    this.fillChoice(run.damages);
    this.toggleButton.hidden = false;
    this.toggleButton.addEventListener("click", () => this.show(!this.open));
    byId("damage-close").addEventListener("click", () => this.show(false));
    this.choice.addEventListener("change", () => void this.choose(this.choice.value));
    this.adaptButton.addEventListener("click", () => void this.adapt());
    this.update();
  }

  get open(): boolean {
    return !this.panel.hidden;
  }

  /** Opens the panel, or closes it, which repairs the robot. */
  show(open: boolean): void {
    this.panel.hidden = !open;
    this.toggleButton.ariaExpanded = String(open);
    if (open) this.choice.focus();
    else if (this.dataSource.damage) void this.choose("");
  }

  private fillChoice(damages: string[]): void {
    const groups = new Map<string, HTMLOptGroupElement>();
    for (const damage of damages) {
      const subject = damage.split(":")[0];
      const group = groups.get(subject) ?? make("optgroup");
      group.label = subject;
      group.append(new Option(damage.replace(":", " ").replace("=", " "), damage));
      groups.set(subject, group);
    }
    this.choice.replaceChildren(new Option("No damage", ""), ...groups.values());
  }

  private async choose(damage: string): Promise<void> {
    this.adapting?.abort();
    this.adapting = null;
    this.choice.value = damage;
    this.dataSource.damage = damage;
    this.trials.replaceChildren();
    this.update();
    this.result.textContent = damage ? "Adapt tries elites one by one until one works well." : "";
    try {
      await this.on.damaged();
    } catch (error) {
      notifyError(error);
    }
  }

  private async adapt(): Promise<void> {
    const adapting = (this.adapting = new AbortController());
    this.trials.replaceChildren();
    this.result.textContent = "The first trial is the best elite of the undamaged robot …";
    this.update();
    let first = -1;
    const receive = (message: Message): void => {
      if (adapting.signal.aborted) return;
      if (message.header.done) {
        const found = message.header as unknown as Adapted;
        this.finish(found, first);
        this.on.found(found, first);
        return;
      }
      const trial = message.header as unknown as Trial;
      if (first < 0) first = trial.cell;
      this.addTrial(trial);
      this.on.tried(trial, message.f32("mean"));
    };
    try {
      await this.dataSource.adapt(receive, adapting.signal);
    } catch (error) {
      if (!adapting.signal.aborted) notifyError(error);
    } finally {
      if (this.adapting === adapting) this.adapting = null;
      this.update();
    }
  }

  private addTrial({ trial, cell, predicted, objective }: Trial): void {
    const chip = make("button", "", make("span", "badge", String(trial)), formatNumber(objective));
    chip.dataset.cell = String(cell);
    chip.title = `Cell #${cell}. Predicted: ${formatNumber(predicted)}. Observed: ${formatNumber(objective)}.`;
    chip.ariaLabel = `Trial ${trial}: cell ${cell}, ${formatNumber(objective)}`;
    chip.addEventListener("click", () => this.on.open(cell));
    this.trials.append(make("li", "", chip));
    this.result.textContent =
      `Trial ${trial}: cell #${cell}, predicted ${formatNumber(predicted)}, ` +
      `observed ${formatNumber(objective)}.`;
  }

  private finish({ cell, objective, trials, limping }: Adapted, first: number): void {
    const count = `${trials} trial${trials > 1 ? "s" : ""}`;
    this.result.textContent =
      cell === first
        ? `After ${count}, the best elite of the undamaged robot is still the best: ${formatNumber(objective)}.`
        : `Recovered after ${count}: cell #${cell} has ${formatNumber(objective)}. ` +
          `The best elite of the undamaged robot has ${formatNumber(limping)}.`;
    for (const chip of this.trials.querySelectorAll("button")) {
      chip.classList.toggle("found", chip.dataset.cell === String(cell));
    }
  }

  private update(): void {
    this.adaptButton.disabled = !this.dataSource.damage || this.adapting !== null;
    this.adaptButton.classList.toggle("busy", this.adapting !== null);
  }
}
