import { type LabelKeeper, openLabelKeeper } from '../ipc/labelKeeper.ts';
import { fontsFolder } from '../report/fonts.ts';

/** Labels of a main process in which nobody prints any. */
export function idleLabels(): LabelKeeper {
  const never = (): never => {
    throw new Error('no label is printed here');
  };
  return openLabelKeeper({ fonts: fontsFolder, newId: () => 'labels', print: never, chooseTarget: never });
}
