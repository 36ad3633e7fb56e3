/** What became of a scan. Each has a sound of its own, to be told apart without looking up. */
export type ScanOutcome = 'taken' | 'repeated' | 'blocked';

interface Tone {
  /** Hz */
  readonly pitch: number;
  /** s after the first */
  readonly at: number;
  /** s */
  readonly lasts: number;
  readonly wave: OscillatorType;
}

/** One high note; two middle ones; a long low buzz. */
const TONES: Readonly<Record<ScanOutcome, readonly Tone[]>> = {
  taken: [{ pitch: 1320, at: 0, lasts: 0.07, wave: 'sine' }],
  repeated: [
    { pitch: 740, at: 0, lasts: 0.06, wave: 'sine' },
    { pitch: 740, at: 0.11, lasts: 0.06, wave: 'sine' },
  ],
  blocked: [{ pitch: 165, at: 0, lasts: 0.35, wave: 'square' }],
};
const LOUDNESS = 0.25;

let context: AudioContext | null = null;

/** Plays the sound of an outcome. A laptop without a loudspeaker stays silent. */
export function playSound(outcome: ScanOutcome): void {
  context ??= new AudioContext();
  void context.resume();
  const begin = context.currentTime + 0.005;
  for (const { pitch, at, lasts, wave } of TONES[outcome]) {
    const note = new OscillatorNode(context, { type: wave, frequency: pitch });
    const level = new GainNode(context, { gain: 0 });
    const from = begin + at;
    // Faded in and out within 5 ms: a note that is cut clicks.
    level.gain.setValueAtTime(0, from);
    level.gain.linearRampToValueAtTime(LOUDNESS, from + 0.005);
    level.gain.setValueAtTime(LOUDNESS, from + lasts - 0.005);
    level.gain.linearRampToValueAtTime(0, from + lasts);
    note.connect(level).connect(context.destination);
    note.start(from);
    note.stop(from + lasts);
  }
}
