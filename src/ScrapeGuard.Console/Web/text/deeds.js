import { h } from '../dom/element.js';
import { name } from './name.js';
import { counted } from './number.js';
import { reasonText } from './reasons.js';
import { badge, words } from './words.js';

// What the audit's kinds say; a kind without words stays as it is.
const deeds = {
  'decision.acted': 'decided, and acted on',
  'decision.nothing': 'decided, nothing is to be done',
  'decision.superseded': 'decided, overtaken by a later decision',
  'decision.shadowed': 'decided, not carried out: shadow mode',
  'decision.spared': 'decided, not carried out: spared',
  'effect.held': 'waits for people',
  'effect.due': 'planned',
  'effect.in-flight': 'sent to the account service',
  'effect.done': 'carried out',
  'effect.failed': 'failed',
  'effect.superseded': 'overtaken by another',
  'effect.shadowed': 'not carried out: shadow mode',
  'effect.spared': 'not carried out: spared',
  'effect.rejected': 'rejected',
  'command.accepted': 'ordered',
  'command.refused': 'ordered, and refused',
  'case.opened': 'case opened',
  'case.closed': 'case closed',
  'guard.tripped': 'budget used up',
  'guard.stopped': 'kill switch on',
  'guard.resumed': 'kill switch off',
  'account.allowed': 'allowed',
  'account.disallowed': 'permission taken back',
  'account.ordered': 'ordered by a person',
  'order.spared': 'order passed over: spared',
  'wave.finished': 'order for many finished',
};

/** Groups of kinds, for a filter: [[beginning of a kind, words]]. */
export const deedGroups = [
  ['', 'anything'],
  ['command', 'orders of people'],
  ['decision', 'decisions'],
  ['effect', 'what was done'],
  ['case', 'cases'],
  ['account', 'permissions and orders of accounts'],
  ['guard', 'budgets and kill switch'],
];

/** A kind of the audit in words; of an effect with what is done. */
export const deed = (kind, effect) => [
  effect && [badge(effect), ' '],
  h('span', null, deeds[kind] ?? words(kind.replaceAll('.', ' '))),
];

/** The state of an effect in words. */
export const effectState = state => deeds[`effect.${state}`] ?? words(state);

// The program's own reason names codes: "suspend, score 0.95: rule.unplayed-excess, evidence.days (carried out)".
const decided = /^(observe|throttle|challenge|suspend|restore), score ([\d.]+)(?:: ([a-z0-9.-]+(?:, [a-z0-9.-]+)*))?/;

/** Whether a text is the program's own, which its decision beside it says in full. */
export const isDecided = text => decided.test(text ?? '');

const Told = 2;

/** Why something was done: a person's words as they are, the program's codes in words. */
export function why(text = '') {
  const [all, , points, codes] = decided.exec(text) ?? [];
  if (!all) {
    return text && name(text);
  }
  const reasons = (codes?.split(', ') ?? []).map(code => reasonText(code));
  const rest = reasons.slice(Told);
  return [
    `score ${points}${reasons.length ? `: ${reasons.slice(0, Told).join('; ')}` : ''}`,
    rest.length > 0 &&
      h(
        'details',
        null,
        h('summary', { class: 'small' }, `and ${counted(rest.length, 'more reason')}`),
        h(
          'ul',
          null,
          rest.map(reason => h('li', null, reason)),
        ),
      ),
  ];
}
