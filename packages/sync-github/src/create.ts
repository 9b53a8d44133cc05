import { type Created, type Draft, type FieldRefusal, TrackerError } from '@closeout/core';
import { type Answer, createdOf, fieldRefusal, fieldsNamed, NoAnswer } from './failure.ts';
import { hasLabel, hasLogin, issueOf, labelsOf, type RawIssue, rawIssue } from './issue.ts';
import { type CreateRequest, createRequest, writtenStatus } from './request.ts';
import { type Place, updateIssue } from './update.ts';

/** One POST for each draft, in their order. Once GitHub says "later", or nothing can be sent any more, the rest is later too. */
export async function createIssues(place: Place, drafts: readonly Draft[]): Promise<readonly Created[]> {
  const created: Created[] = [];
  for (const draft of drafts) {
    const last = created.at(-1);
    created.push(last?.outcome === 'later' ? last : await createIssue(place, draft).catch((error: unknown) => laterThan(created, error)));
  }
  return created;
}

/** A failure that surely created nothing is thrown, unless that would hide what was created before it. */
function laterThan(created: readonly Created[], error: unknown): Created {
  if (!(error instanceof TrackerError) || created.length === 0) throw error;
  return { outcome: 'later', retryAfterMs: error.retryAfterMs ?? 0, reason: error.message };
}

async function createIssue(place: Place, draft: Draft): Promise<Created> {
  const { client, repo, words } = place;
  const request = createRequest(draft, words);
  const late = await makeLabels(place, request);
  if (late !== null) return late;
  const post = async (assignees: readonly string[]): Promise<Answer | NoAnswer> => {
    const labels = request.labels.map(({ name }) => name);
    try {
      return await client.send(`POST ${repo}/issues`, { body: { title: request.title, body: request.body, labels, assignees } });
    } catch (error) {
      if (error instanceof NoAnswer) return error;
      throw error;
    }
  };
  const refused: FieldRefusal[] = [];
  let answer = await post(draft.assignee === null ? [] : [draft.assignee]);
  if (draft.assignee !== null && isAboutAssignee(answer)) {
    // A 422 says that nothing was created, so a second request makes no twin.
    refused.push({ ...fieldRefusal('assignee', answer), code: 'assignee-unknown' });
    answer = await post([]);
  }
  const raw = answer instanceof NoAnswer || answer.status !== 201 ? null : (rawIssue.safeParse(answer.data).data ?? null);
  if (raw === null) {
    const outcome = createdOf(answer, client.nowMs());
    if (outcome === null) throw client.failure('creating an issue', answer);
    return outcome;
  }
  const wanted = refused.length === 0 ? draft.assignee : null;
  const created = {
    outcome: 'created',
    issue: issueOf(raw, words),
    refused: [...request.refused, ...refused, ...dropped(raw, request, wanted)],
  } as const;
  return writtenStatus(draft.status).state === 'open' ? created : closed(place, created, draft);
}

/** Ahead of the issue, so that nothing comes between its creation and our record of it. A limit is the issue's, too. */
async function makeLabels({ labels }: Place, request: CreateRequest): Promise<Created | null> {
  try {
    await labels.make(request.labels.map(({ name }) => name));
    return null;
  } catch (error) {
    if (!(error instanceof TrackerError) || error.code !== 'limited') throw error;
    return { outcome: 'later', retryAfterMs: error.retryAfterMs ?? 60_000, reason: error.message };
  }
}

/** What GitHub left out without a word: it does so where a token has no push access. */
function dropped(raw: RawIssue, request: CreateRequest, assignee: string | null): readonly FieldRefusal[] {
  const labels = labelsOf(raw);
  const fields = new Set(request.labels.filter(({ name }) => !hasLabel(labels, name)).map(({ field }) => field));
  const refused: FieldRefusal[] = [...fields].map((field) => ({
    field,
    code: 'no-permission',
    message: 'GitHub dropped the label: the token has no push access',
  }));
  if (assignee === null || hasLogin(raw.assignees, assignee)) return refused;
  // Whoever may push is told of an assignee that cannot be (422); where labels were kept, it is not the token.
  const isKept = request.labels.length > 0 && fields.size === 0;
  const why = isKept ? 'nobody of that name can be assigned' : 'the token has no push access';
  const code = isKept ? 'assignee-unknown' : 'no-permission';
  return [...refused, { field: 'assignee', code, message: `GitHub dropped the assignee ${assignee}: ${why}` }];
}

/** GitHub creates issues open: an item that is closed already takes one more call. */
async function closed(place: Place, created: Extract<Created, { outcome: 'created' }>, { status }: Draft): Promise<Created> {
  try {
    const updated = await updateIssue(place, created.issue, { patch: { status }, known: null });
    return { ...created, issue: updated.issue, refused: [...created.refused, ...updated.refused] };
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    return { ...created, refused: [...created.refused, { field: 'status', code: 'invalid', message: error.message }] };
  }
}

/** A 422 that names the assignee, or names nothing that it could be instead. */
function isAboutAssignee(answer: Answer | NoAnswer): answer is Answer {
  if (answer instanceof NoAnswer || answer.status !== 422) return false;
  const named = fieldsNamed(answer.data);
  return named.length === 0 || named.some((field) => /^assignees?$/.test(field));
}
