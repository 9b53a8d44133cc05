declare const brand: unique symbol;

/** A `Base` that has been checked once, at the edge; `Name` keeps two such values from being mixed up. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };

/** Any value that survives `JSON.stringify` unchanged: what plans, events and pasts are made of. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
