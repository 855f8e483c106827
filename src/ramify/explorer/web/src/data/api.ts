/** Where the page's data comes from: a server, or the report that the page itself is. */

import type { Message } from "./packed";

export interface GradientSource {
  name: string;
  label: string;
  evaluations: number;
}

export interface Run {
  title: string;
  recipe: string;
  task: string;
  sim: string | null;
  kind: "robot" | "arm" | "function";
  links?: number | null;
  n: number;
  objective: string;
  measures: string[];
  colours: string[];
  lower: number[];
  upper: number[];
  shape: number[];
  cvt: boolean;
  settings: Record<string, unknown>;
  versions: { made: Record<string, string>; here: Record<string, string> };
  warning: string | null;
  dt: number | null;
  goal: number | null;
  live: boolean;
  /** Why there is no archive yet. */
  waiting?: string | null;
  film: string | null;
  steering?: {
    sources: GradientSource[];
    objective_scale: number;
    sigma_g: number | null;
    reason: string | null;
  };
}

export interface Curves {
  evaluations: number[];
  [name: string]: number[];
}

export interface Geom {
  type: "sphere" | "capsule" | "box" | "cylinder" | "ellipsoid" | "mesh";
  body: number;
  size: number[];
  pos: number[];
  quat: number[];
  colour: string | null;
  measure: number;
  vertices?: number[];
  faces?: number[];
}

export interface SceneDescription {
  bodies: number;
  root: number;
  geoms: Geom[];
  feet: { body: number; geom: number; measure: number }[];
}

export type Heard = (message: Message) => void;

export interface Steering {
  jacobian(cell: number, source: string, signal: AbortSignal): Promise<Message>;
  steer(
    cell: number,
    source: string,
    coefficients: number[],
    heard: Heard,
    signal: AbortSignal,
  ): Promise<void>;
  keep(cell: number, source: string, coefficients: number[]): Promise<{ cell: number; kept: number }>;
  save(): Promise<{ path: string }>;
}

export interface Changes {
  archive: (version: number) => void;
  live: (live: boolean) => void;
}

export interface Source {
  /** The cells that have a motion; null: all. */
  readonly recorded: ReadonlySet<number> | null;
  /** What only a server can do. */
  readonly steering: Steering | null;
  run(): Promise<Run>;
  curves(): Promise<Curves>;
  scene(): Promise<SceneDescription>;
  archive(): Promise<Message>;
  motion(cell: number, heard: Heard, signal: AbortSignal): Promise<void>;
  /** The address of an elite's film, if films can be had. */
  film(cell: number): string | null;
  follow(changes: Changes): void;
}
