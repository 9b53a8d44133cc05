import { v5, v7, validate } from 'uuid';
import type { Brand } from './brand.ts';
import { epochMsOf, type Instant } from './instant.ts';

/** One store. Markers carry it, so that two stores never claim each other's issues. */
export type WorkspaceId = Brand<string, 'WorkspaceId'>;
/** An action item, wherever it is spoken of by a machine: events, markers, links. */
export type ItemUid = Brand<string, 'ItemUid'>;
export type IncidentUid = Brand<string, 'IncidentUid'>;
export type SeriesUid = Brand<string, 'SeriesUid'>;
export type DocumentUid = Brand<string, 'DocumentUid'>;
/** Any of them. */
export type Uid = WorkspaceId | ItemUid | IncidentUid | SeriesUid | DocumentUid | Brand<string, 'Uid'>;

/** Chance as an argument: sixteen bytes, fresh at every call. */
export type Entropy = () => Uint8Array;

/** A new UUIDv7 (RFC 9562 §5.7): sorts by the moment it was made. */
export function newUid<Id extends Uid>(at: Instant, entropy: Entropy): Id {
  return v7({ msecs: epochMsOf(at), random: entropy() }) as Id;
}

/** The UUIDv5 (RFC 9562 §5.5) of `parts` under `namespace`: the same parts always give the same uid. */
export function derivedUid<Id extends Uid>(namespace: Uid, ...parts: readonly string[]): Id {
  return v5(JSON.stringify(parts), namespace) as Id;
}

const DIGESTS = '6f0c8e0e-3a55-5c2b-9c27-6b6f2d4f1f10';

/** A short name for a value's content: equal values have equal digests. */
export function digestOf(value: unknown): string {
  return v5(JSON.stringify(value), DIGESTS);
}

export function isUid(text: string): boolean {
  return validate(text);
}
