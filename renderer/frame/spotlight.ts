import { createSpotlight } from '@mantine/spotlight';

const [store, actions] = createSpotlight();

/** The palette's own state of open and shut; `showPalette` of the window's state leads it. */
export const spotlight = { store, ...actions };
