/** The data that the page shows, and the interface of what provides it: a server or a report. */

import type { Message } from "./messages";

export interface GradientSource {
  name: string;
  label: string;
  evaluations: number;
}

/** The run, as /api/run describes it. */
export interface Run {
  title: string;
  recipe: string;
  task: string;
  sim: string | null;
  kind: "robot" | "arm" | "function";
  /** Number of links of an arm. */
  links?: number | null;
  /** Number of parameters of a solution. */
  n: number;
  objective: string;
  measures: string[];
  colors: string[]; // of the measures
  lower: number[];
  upper: number[];
  shape: number[];
  cvt: boolean;
  settings: Record<string, unknown>;
  /** Versions of the packages with which the run was made, and those of the server. */
  versions: { made: Record<string, string>; here: Record<string, string> };
  /** Why replays may differ from the archive. */
  warning: string | null;
  dt: number | null; // s, per control step
  /** Number of evaluations after which the run ends. */
  goal: number | null;
  /** Whether the run is still training. */
  live: boolean;
  /** Why there is no archive yet. */
  waiting?: string | null;
  /** Damages of the robot that the page offers, such as "front-left:missing". */
  damages: string[];
  /** Why there can be no films. */
  film: string | null;
  steering?: {
    sources: GradientSource[];
    objective_scale: number;
    sigma_g: number | null;
    reason: string | null; // why the run cannot be steered
  };
}

export interface Curves {
  evaluations: number[];
  [name: string]: number[];
}

/** A shape of a robot, as MuJoCo describes it. */
export interface Geom {
  type: "sphere" | "capsule" | "box" | "cylinder" | "ellipsoid" | "mesh";
  body: number;
  size: number[];
  pos: number[];
  quat: number[];
  color: string | null;
  /** The measure whose color the shape has, or -1. */
  measure: number;
  /** Whether the shape is part of a missing limb. */
  hidden?: boolean;
  vertices?: number[];
  faces?: number[];
}

export interface SceneDescription {
  bodies: number;
  root: number;
  geoms: Geom[];
  feet: { body: number; geom: number; measure: number }[];
}

export type OnMessage = (message: Message) => void;

/** Actions that need a server. */
export interface SteeringApi {
  jacobian(cell: number, source: string, signal: AbortSignal): Promise<Message>;
  steer(
    cell: number,
    source: string,
    coefficients: number[],
    onMessage: OnMessage,
    signal: AbortSignal,
  ): Promise<void>;
  keep(cell: number, source: string, coefficients: number[]): Promise<{ cell: number; kept: number }>;
  save(): Promise<{ path: string }>;
}

/** A trial of an adaptation. Its message also holds the predicted objective of each elite, `mean`. */
export interface Trial {
  trial: number; // from 1
  cell: number;
  predicted: number;
  objective: number | null; // null if the simulation failed
  best: number | null;
}

/** The result of an adaptation. */
export interface Adapted {
  done: true;
  cell: number;
  objective: number | null;
  trials: number;
  /** Objective of the best elite of the undamaged robot. */
  limping: number | null;
}

export interface ChangeHandlers {
  archive: (version: number) => void;
  live: (live: boolean) => void;
}

export interface DataSource {
  /** The cells whose motions can be shown, or null for all cells. */
  readonly recorded: ReadonlySet<number> | null;
  /** Null where steering is not possible. */
  readonly steering: SteeringApi | null;
  /** The damage of the robot in all later requests; "" for none. */
  damage: string;
  /** Tries elites on the damaged robot until one works well. Each trial is a message. */
  adapt(onMessage: OnMessage, signal: AbortSignal): Promise<void>;
  run(): Promise<Run>;
  curves(): Promise<Curves>;
  scene(): Promise<SceneDescription>;
  archive(): Promise<Message>;
  motion(cell: number, onMessage: OnMessage, signal: AbortSignal): Promise<void>;
  /** Returns the address of an elite's film, or null if there are no films. */
  film(cell: number): string | null;
  /** Reports every later change of the run. */
  follow(handlers: ChangeHandlers): void;
}
