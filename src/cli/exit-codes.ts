/** How a command ends. */
export const exitCodes = { fine: 0, no: 1, unusable: 2 } as const;
