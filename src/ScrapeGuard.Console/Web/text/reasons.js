import { get } from '../data/api.js';
import { measured } from './number.js';

// What a reason's code says, for lists that carry codes only; an account's page gets whole sentences from the API. The
// words are the server's, those of its reports; a code without words stays a code.
let known = { findings: {}, measures: {}, windows: {} };

/** Asks for the words. */
export async function loadReasonWords() {
  known = { ...known, ...(await get('words')) };
}

const feature = 'feature.';

// Beside a name in a list the sum of evidence says nothing: its sentence ends before that.
const Sum = /: evidence of # nats$/;

function find(code) {
  if (!code.startsWith(feature)) {
    return known.findings[code] && { template: known.findings[code].replace(Sum, '') };
  }
  const [name, window] = parted(code);
  const measure = known.measures[name];
  return measure && { template: measure.template + (known.windows[window] ?? ''), unit: measure.unit };
}

function parted(code) {
  const name = code.slice(feature.length);
  const window = Object.keys(known.windows).find(suffix => name.endsWith(suffix)) ?? '';
  return [name.slice(0, name.length - window.length), window];
}

/** A code in words, with the value where it is known: "took audio of 1,204 tracks in 24 hours". */
export function reasonText(code, value) {
  const words = find(code);
  return !words
    ? code
    : value === undefined
      ? unmeasured(code, words.template)
      : words.template.replace('#', measured(value, words.unit));
}

// Rules are bounds from above, so "many" is true of them; a feature may be unusual by being small.
function unmeasured(code, template) {
  if (code.startsWith(feature)) {
    const [name, window] = parted(code);
    return `unusual ${name.replaceAll('-', ' ')}${known.windows[window] ?? ''}`;
  }
  if (code.startsWith('campaign.')) {
    return template.replace('#', 'hardly any');
  }
  return code === 'taking.returns-per-new'
    ? 'rarely came back to a track'
    : template.replace(' of # over', ' over').replace('#', 'many');
}
