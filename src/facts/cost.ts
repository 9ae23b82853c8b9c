/** Bytes of the gigabyte that storage is billed by, as it is commonly understood and as it is written. */
export const bytesPerGb = { binary: 1_073_741_824, decimal: 1_000_000_000 } as const;

/** How the day that prices hold for is written. */
export const priceDayPattern = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$';

/** How a currency is written. */
export const currencyPattern = '^[A-Z]{3}$';

export const priceMin = 0;
