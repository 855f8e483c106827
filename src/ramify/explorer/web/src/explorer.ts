/** The explorer of a run: connects the map, the panes, the filter and the steering panel. */

import { Archive } from "./archive";
import { LearningCurves } from "./curves";
import { DamagePanel } from "./damage";
import type { Curves, DataSource, Run, SceneDescription } from "./data/api";
import type { Message } from "./data/messages";
import { byId, inOneColumn } from "./dom";
import { Filter, type Range } from "./filter";
import { everyFrame } from "./frame_loop";
import type { Header } from "./header";
import { Histogram } from "./histogram";
import { listenToKeyboard } from "./keyboard";
import { ArchiveMap, firstView, viewNames } from "./map/archive_map";
import type { ViewName } from "./map/view";
import { dismissNotification, notify, notifyError } from "./notification";
import { controlCamera } from "./panes/camera";
import { PaneViews } from "./panes/pane_views";
import { Panes } from "./panes/panes";
import { Playback } from "./playback";
import { diverse, nearest } from "./selection";
import { Steering } from "./steering/steering";
import { Tabs } from "./tabs";
import { readUrl, writeUrl } from "./url";

const MOST_IN_URL = 4; // elites

/** What the page loads before it shows anything. */
export interface RunData {
  archive: Message;
  curves: Curves;
  scene: SceneDescription | null;
}

export class Explorer {
  private archive: Archive;
  private shown: Archive; // on the map: the archive, or with the objectives that an adaptation predicts
  private view: ViewName;
  private axes: [number, number];
  private reloads = 0;
  private readonly recorded: ReadonlySet<number> | null; // cells; null: all
  private readonly filter = new Filter();
  private readonly learning = new LearningCurves();
  private readonly histogram: Histogram;
  private readonly tabs: Tabs;
  private readonly map: ArchiveMap;
  private readonly views: PaneViews;
  private readonly panes: Panes;
  private readonly playback: Playback;
  private readonly steering: Steering | null;
  private readonly damage: DamagePanel | null;

  constructor(
    private readonly run: Run,
    private readonly dataSource: DataSource,
    private readonly header: Header,
    { archive, curves, scene }: RunData,
  ) {
    const url = readUrl();
    this.archive = this.shown = new Archive(run, archive);
    this.recorded = dataSource.recorded;
    const names = viewNames(this.archive);
    this.view = url.view && names.includes(url.view) ? url.view : firstView(this.archive);
    const valid = url.axes?.every((axis) => axis >= 0 && axis < this.archive.k);
    this.axes = url.axes && valid ? url.axes : [0, Math.min(1, run.measures.length - 1)];

    this.views = new PaneViews(run, dataSource, scene, (seconds) => this.pauseAt(seconds));
    this.panes = new Panes(
      () => this.archive,
      (cell) => (onMessage, signal) => dataSource.motion(cell, onMessage, signal),
      (element) => this.views.make(element),
      { changed: () => this.panesChanged(), failed: notifyError },
    );
    this.playback = new Playback(
      () => this.panes.timing,
      () => this.setBusy(!this.playback.playing),
    );
    this.map = new ArchiveMap(this.archive, this.filter, this.axes, this.recorded, {
      open: (row, inNewPane) => this.openRow(row, inNewPane),
      brushed: (axis, range) => this.setBrush(axis, range),
      hint: (row) => this.hint(row),
    });
    this.tabs = new Tabs(run, names, (view, axes) => this.showView(view, axes));
    this.histogram = new Histogram(this.filter, (range) => this.setRange(range));
    this.steering = this.makeSteering();
    this.damage = run.damages.length ? this.makeDamagePanel() : null;
    this.listen();

    this.filter.apply(this.archive);
    this.openFirst(url.cells);
    this.showAll(curves);
    dataSource.follow({
      archive: (version) => {
        if (version !== this.archive.metrics.version) void this.reload().catch(notifyError);
      },
      live: (live) => this.header.setTraining(live),
    });
  }

  /** Whether an elite can be shown. In a report, only recorded elites can. */
  private isRecorded(row: number): boolean {
    return this.recorded?.has(this.archive.cells[row]) ?? true;
  }

  private makeSteering(): Steering | null {
    const { steering } = this.dataSource;
    if (!steering) return null;
    return new Steering(this.run, steering, this.panes, {
      started: () => {
        // The steered solution and its elite start together.
        if (this.playback.playing) this.playback.seek(0);
      },
      steered: (from, to) => {
        this.map.steered = to && { from, to };
        this.map.drawMarks();
      },
      kept: () => this.reload(),
      sharing: (entry) => this.map.sharing(entry),
    });
  }

  private makeDamagePanel(): DamagePanel {
    const { dataSource, map } = this;
    return new DamagePanel(this.run, dataSource, {
      damaged: () => this.damageChanged(),
      tried: ({ trial, cell }, mean) => {
        const row = this.archive.rowOf(cell);
        if (row === undefined || mean.length !== this.archive.count) return; // the run has gone on
        if (trial === 1) this.forgetTrials();
        map.tried = [...map.tried, this.archive.entry(row)];
        this.showOnMap(this.archive.withPrediction(mean));
      },
      found: ({ cell }, first) => {
        const row = this.archive.rowOf(cell);
        map.found = row === undefined ? null : this.archive.entry(row);
        map.drawMarks();
        void this.compareWith(first, cell);
      },
      open: (cell) => void this.open(cell, this.tabs.comparing),
    });
  }

  /** Shows the best elite of the undamaged robot, and beside it the one that an adaptation found. */
  private async compareWith(first: number, found: number): Promise<void> {
    this.panes.list.slice(1).forEach((pane) => this.panes.close(pane));
    if (this.panes.list.length) this.panes.select(this.panes.list[0]);
    await Promise.all([this.open(first, false), ...(found === first ? [] : [this.open(found, true)])]);
  }

  /** Shows the robot with its new damage: everything that was simulated before is simulated again. */
  private async damageChanged(): Promise<void> {
    const { damage } = this.dataSource;
    this.forgetTrials();
    this.showOnMap(this.archive);
    const scene = this.views.renderer && (await this.dataSource.scene());
    if (damage !== this.dataSource.damage) return; // changed again meanwhile
    if (scene) this.views.renderer?.setScene(scene);
    this.steering?.restart();
    await this.panes.reload(() => this.playback.seek(0));
  }

  private forgetTrials(): void {
    this.map.tried = [];
    this.map.found = null;
  }

  private showOnMap(archive: Archive): void {
    this.shown = archive;
    this.map.show(archive, this.view, this.axes);
  }

  private listen(): void {
    const { renderer } = this.views;
    const invalidate = (): void => this.playback.invalidate();
    byId("best").addEventListener("click", () => void this.openDiverse(1, false));
    byId("diverse").addEventListener("click", (event) => void this.openDiverse(4, !event.shiftKey));
    if (renderer) controlCamera(renderer, invalidate);
    listenToKeyboard({
      togglePlayback: () => this.playback.toggle(),
      step: (frames) => this.playback.step(frames),
      escape: () => {
        if (this.steering?.open) this.steering.show(false);
        else if (this.damage?.open) this.damage.show(false);
        else this.panes.closeOthers();
      },
    });
    new ResizeObserver(invalidate).observe(byId("panes"));
    everyFrame((elapsed) => this.drawFrame(elapsed), notifyError);
  }

  /** Opens the elites that the address names, or the best one. */
  private openFirst(cells: number[]): void {
    const known = cells.filter((cell) => this.archive.rowOf(cell) !== undefined);
    // The map is painted while the first motion is simulated and the shaders are compiled.
    if (known.length) known.slice(0, MOST_IN_URL).forEach((cell, i) => void this.open(cell, i > 0));
    else if (this.archive.count) void this.openDiverse(1, false);
    else notify("The archive is still empty.");
    this.views.renderer?.compileShaders();
  }

  private showAll(curves: Curves): void {
    this.header.show(this.archive.metrics);
    this.learning.show(curves);
    this.histogram.show(this.archive);
    this.showView(this.view, this.axes);
    this.views.renderer?.warmUp();
    byId("app").ariaBusy = "false";
  }

  private showView(view: ViewName, axes: [number, number]): void {
    this.view = view;
    this.axes = axes;
    this.tabs.show(view, axes);
    this.map.show(this.shown, view, axes);
    this.panesChanged();
  }

  private setRange(range: Range): void {
    this.filter.range = range;
    this.applyFilter();
  }

  private setBrush(axis: number, range: Range | null): void {
    if (range) this.filter.brushes.set(axis, range);
    else this.filter.brushes.delete(axis);
    this.applyFilter();
  }

  private applyFilter(): void {
    this.filter.apply(this.archive);
    this.histogram.show(this.archive);
    this.map.repaint();
  }

  /** Updates everything that depends on which elites the panes show. */
  private panesChanged(): void {
    const { entries } = this.panes;
    this.map.marked = entries;
    if (!this.panes.steered) this.map.steered = null;
    this.map.drawMarks();
    const cells = entries.map(({ cell }) => cell);
    writeUrl(this.view, cells, this.axes);
    this.steering?.update();
    this.playback.invalidate();
  }

  private hint(row: number): string {
    return this.isRecorded(row)
      ? "click to watch · shift-click to compare"
      : "not recorded · click to watch the nearest recorded elite";
  }

  private open(cell: number, inNewPane: boolean): Promise<void> {
    return this.panes.open(cell, inNewPane, () => this.playback.seek(0));
  }

  /** Opens the elite of a row, or the nearest one that is recorded. */
  private openRow(row: number, inNewPane: boolean): void {
    dismissNotification();
    const { archive } = this;
    let chosen = row;
    if (!this.isRecorded(row)) {
      const rows = [...archive.cells.keys()].filter((other) => this.isRecorded(other));
      if (!rows.length) return notify("This report contains no motions.");
      chosen = nearest(archive, rows, row);
      notify(
        `Cell #${archive.cells[row]} is not recorded. ` +
          `Showing the nearest recorded elite, #${archive.cells[chosen]}.`,
      );
    }
    void this.open(archive.cells[chosen], inNewPane || this.tabs.comparing);
    if (inOneColumn()) byId("stage-wrap").scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  /**
   * Opens the best elite that the filter shows, and others that differ from it. If asked for steady ones,
   * it chooses among the robots that walk during their whole episode.
   */
  private async openDiverse(count: number, onlySteady: boolean): Promise<void> {
    const { archive, filter } = this;
    const shown = [...archive.cells.keys()].filter((row) => filter.mask[row] && this.isRecorded(row));
    const steady = onlySteady ? archive.steady(shown) : null;
    const rows = diverse(archive, steady?.length ? steady : shown, count);
    if (!rows.length) return notify("The filter hides every elite. Widen it.");
    if (steady?.length === 0) notify("No robot walks steadily. These stand for a part of their episode.");
    this.panes.list.slice(1).forEach((pane) => this.panes.close(pane));
    await Promise.all(rows.map((row, i) => this.open(archive.cells[row], i > 0)));
    if (this.panes.list.length) this.panes.select(this.panes.list[0]);
  }

  /** Loads the archive again, after the run has saved a new one. */
  private async reload(): Promise<void> {
    const reload = ++this.reloads;
    const [archive, curves] = await Promise.all([this.dataSource.archive(), this.dataSource.curves()]);
    if (reload !== this.reloads) return; // a newer one is on its way
    this.archive = new Archive(this.run, archive);
    this.filter.apply(this.archive);
    this.header.show(this.archive.metrics);
    this.learning.show(curves);
    this.histogram.show(this.archive);
    this.forgetTrials();
    this.showOnMap(this.archive);
  }

  private pauseAt(seconds: number): void {
    this.playback.play(false);
    this.playback.seek(seconds);
  }

  private drawFrame(elapsed: number): void {
    const { panes, playback, views } = this;
    // A processor that draws in place of a graphics card also simulates: it simulates first.
    if (views.renderer?.quality.software && panes.awaitsFrames) return;
    const changed = playback.advance(elapsed);
    if (changed || this.run.kind === "arm") panes.draw(playback.seconds);
    views.draw(panes.all, changed, playback.playing, elapsed);
    this.setBusy(!playback.playing && !views.settled);
  }

  /** Marks the panes as busy while a paused picture is not drawn as finely as it will be. */
  private setBusy(busy: boolean): void {
    const element = byId("panes");
    if (element.ariaBusy !== String(busy)) element.ariaBusy = String(busy);
  }
}
