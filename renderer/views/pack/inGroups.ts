/** `64559445 246a1833 …`: a fingerprint as people read it to each other. @param hex  64 digits */
export const inGroups = (hex: string): string => hex.match(/.{1,8}/g)?.join(' ') ?? hex;
