import type { Element, ElementContent, Text } from 'hast';
import { seenText } from './source-lines.ts';

/** Elements that say something by what they are. */
export function textInstead(node: Element): string | null {
  const classes = classesOf(node.properties);
  // A person's name is linked to their profile, which is no reference of the item.
  if (isPerson(node)) return seenText(textOf(node));
  // Notion puts the box of a task into an element beside its text.
  if (node.tagName === 'div' && classes.includes('checkbox')) return boxText(node);
  return null;
}

function isPerson({ tagName, properties }: Element): boolean {
  return tagName === 'a' && classesOf(properties).some((name) => PERSON.test(name));
}

const PERSON = /(?:^|-)(?:user-?link|user-?mention|mention)$/i;

/** An entry of a task list of Confluence. */
export function isTask({ tagName, properties }: Element): boolean {
  return tagName === 'li' && ('dataInlineTaskId' in properties || 'dataTaskId' in properties);
}

function boxText({ properties }: Element): string {
  const classes = classesOf(properties);
  return classes.includes('checked') || classes.includes('checkbox-on') ? '[x] ' : '[ ] ';
}

/**
 * Who is mentioned first in a task has to do it, until the first day named in it: so Confluence counts its tasks. Where the text
 * begins or ends with them, it goes on without.
 */
export function taskContent(task: Element): readonly ElementContent[] {
  const below = task.children.findIndex(isList);
  const own = { ...task, children: below < 0 ? task.children : task.children.slice(0, below) };
  const leaves = leavesOf(own);
  const elements = leaves.filter((leaf) => leaf !== 'text');
  const person = elements.find(isPerson);
  const day = elements.find((leaf) => leaf.tagName === 'time' && typeof leaf.properties.dateTime === 'string');
  const needless = new Set<unknown>([leaves[0], leaves.at(-1)].filter((leaf) => leaf === person || leaf === day));
  return [
    textNode(boxText(task), task),
    ...without(own, needless),
    ...(person === undefined ? [] : [textNode(` (owner: ${seenText(textOf(person))})`, person)]),
    ...(day === undefined ? [] : [textNode(` (due: ${String(day.properties.dateTime)})`, day)]),
    ...(below < 0 ? [] : task.children.slice(below)),
  ];
}

function isList(node: ElementContent): boolean {
  return node.type === 'element' && (node.tagName === 'ul' || node.tagName === 'ol');
}

/** What a person reads one by one, in order: texts, people, days. */
function leavesOf(node: Element): readonly (Element | 'text')[] {
  return node.children.flatMap((child): readonly (Element | 'text')[] => {
    if (child.type === 'text') return child.value.trim() === '' ? [] : ['text'];
    if (child.type !== 'element') return [];
    return isPerson(child) || child.tagName === 'time' ? [child] : leavesOf(child);
  });
}

function without(node: Element, needless: ReadonlySet<unknown>): readonly ElementContent[] {
  return node.children
    .filter((child) => !needless.has(child))
    .map((child) => (child.type === 'element' ? { ...child, children: [...without(child, needless)] } : child));
}

export function textNode(value: string, { position }: Element): Text {
  return { type: 'text', value, ...(position === undefined ? {} : { position }) };
}

export function textOf(node: Element): string {
  return node.children.map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : '')).join('');
}

export function classesOf({ className }: Element['properties']): readonly string[] {
  return Array.isArray(className) ? className.map(String) : [];
}
