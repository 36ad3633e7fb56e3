/** What is said of forms that were typed and not sent. */
export const draftWords = {
  kept: (at: string) => `Typed ${at} and not sent yet.`,
  discard: 'Discard what was typed',
  unsent: 'Not sent yet; what you typed is kept:',
} as const;
