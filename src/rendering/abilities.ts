/** What the place that text is written to can show. */
export interface Abilities {
  readonly colour: boolean;
  /** Whether text can be a link that is clicked (OSC 8). */
  readonly links: boolean;
  /** Cells in a line; `Infinity` where lines need no breaking. */
  readonly width: number;
}

/** The part of a stream that tells what it can show. */
export interface Screen {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

type Variable =
  | 'CI'
  | 'DOMTERM'
  | 'FORCE_COLOR'
  | 'FORCE_HYPERLINK'
  | 'KONSOLE_VERSION'
  | 'NO_COLOR'
  | 'STY'
  | 'TEAMCITY_VERSION'
  | 'TERM'
  | 'TERM_PROGRAM'
  | 'TMUX'
  | 'VTE_VERSION'
  | 'WT_SESSION';
export type ScreenEnvironment = { readonly [V in Variable]?: string | undefined };

const USUAL_WIDTH = 80;
/** Longer lines are hard to read. */
const WIDEST = 120;

/** Nothing but text: for files, pipes and programs. */
export const PLAIN: Abilities = { colour: false, links: false, width: Number.POSITIVE_INFINITY };

/**
 * Reads what a stream can show from the environment: FORCE_COLOR and FORCE_HYPERLINK decide where they are set
 * (`0` and `false` forbid), then NO_COLOR and TERM=dumb, then whether it is a terminal, and one that is known to
 * follow links.
 */
export function abilitiesOf(screen: Screen, environment: ScreenEnvironment): Abilities {
  const terminal = screen.isTTY === true;
  const dumb = environment.TERM === 'dumb';
  const colour = forced(environment.FORCE_COLOR) ?? (terminal && !dumb && !isSet(environment.NO_COLOR));
  const links = forced(environment.FORCE_HYPERLINK) ?? (terminal && !dumb && followsLinks(environment));
  const width = terminal ? Math.min(screen.columns || USUAL_WIDTH, WIDEST) : Number.POSITIVE_INFINITY;
  return { colour, links, width };
}

function forced(value: string | undefined): boolean | null {
  if (value === undefined) return null;
  return value !== '0' && value.toLowerCase() !== 'false';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

const FOLLOWING_PROGRAMS = new Set(['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'rio', 'Tabby']);
const FOLLOWING_TERMS = /^(?:xterm-kitty|xterm-ghostty|alacritty|foot|wezterm|contour)/;
/** VTE 0.50.0 crashes on links. */
const VTE_FIRST = 5001;

/** Whether the terminal is known to make OSC 8 links clickable; one that is not shows addresses instead. */
function followsLinks(environment: ScreenEnvironment): boolean {
  // A multiplexer inherits the variables of the terminal around it and may swallow its links.
  if (isSet(environment.TMUX) || isSet(environment.STY)) return false;
  if (isSet(environment.CI) || isSet(environment.TEAMCITY_VERSION)) return false;
  if (FOLLOWING_PROGRAMS.has(environment.TERM_PROGRAM ?? '')) return true;
  if (FOLLOWING_TERMS.test(environment.TERM ?? '')) return true;
  if (isSet(environment.WT_SESSION) || isSet(environment.KONSOLE_VERSION)) return true;
  if (isSet(environment.DOMTERM)) return true;
  return Number(environment.VTE_VERSION ?? 0) >= VTE_FIRST;
}
