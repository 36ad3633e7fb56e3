/** A browser with one page, as far as the check of `verify.html` needs it. */
export interface Browser {
  /** with its version */
  readonly name: string;
  open(address: string): Promise<void>;
  /** @param expression JavaScript for the page, may be a promise; its value comes as JSON */
  value(expression: string): Promise<unknown>;
  /** Chooses a file in the page's `#file`, as a person would. */
  choose(path: string): Promise<void>;
  /** What the console has of errors and warnings. */
  troubles(): Promise<readonly string[]>;
  /** Every address asked for so far that is no file. */
  asked(): readonly string[];
  close(): Promise<void>;
}

/** How a browser is found and started. */
export interface Kind {
  /** the first that is there */
  readonly programs: readonly string[];
  /** how Debian calls what it needs */
  readonly packages: string;
  /** @param folder its own, gone afterwards */
  start(program: string, folder: string): Promise<Browser>;
}
