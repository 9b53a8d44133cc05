import type { Step } from './story.ts';

const WHO = ['ann', 'bob'] as const;

/** A step in words. */
export function tellStep(step: Step): string {
  switch (step.do) {
    case 'add':
      return `somebody adds an item (${step.n})`;
    case 'here':
      return `somebody changes item ${step.nth} here: ${step.edit} (${step.n})`;
    case 'there':
      return `somebody acts on issue ${step.nth} there: ${step.edit} (${step.n})`;
    case 'sync':
      return `${WHO[step.who]} syncs${step.mode === 'two-way' ? '' : ` ${step.mode}`}${step.stops === null ? '' : `, over ${step.stops} stops`}`;
    case 'doom':
      return `${WHO[step.who]} will die ${step.doom.moment} the next ${step.doom.at}`;
    case 'die':
      return `${WHO[step.who]} dies ${step.moment} what it is about to do`;
    case 'stop':
      return `${WHO[step.who]} is asked to stop`;
    case 'fault':
      return `${WHO[step.who]}'s next request (${step.fault.on}) meets ${step.fault.kind}`;
    case 'wait':
      return `${step.seconds} s pass`;
    case 'jump':
      return `our clock jumps by ${step.seconds} s`;
    case 'switch':
      return `${step.what} is switched`;
  }
}
