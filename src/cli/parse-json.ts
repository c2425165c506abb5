import { failureAt, type Place } from './failure.ts';

/**
 * Parses JSON text that starts at `place`; one without a line is no file.
 * @throws UsageFailure with the line of the first fault
 */
export function parseJson(text: string, { file, line }: Place): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const { offset, message } = faultOf(text);
    const lineOfFault = (line ?? 1) + text.slice(0, offset).split('\n').length - 1;
    const place = line === undefined ? { file } : { file, line: lineOfFault };
    const fix = 'Write JSON: names and texts in double quotes, no comma at the end, no comments';
    throw failureAt(place, { message: `this is no JSON: ${message}`, fix });
  }
}

interface Fault {
  readonly offset: number;
  readonly message: string;
}

const TOKEN =
  /\s*([{}[\],:]|"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
const PUNCTUATION = new Set(['{', '}', '[', ']', ',', ':']);

// The messages of JSON.parse differ from one version of Node to the next, and not all of them tell
// the place.
function faultOf(text: string): Fault {
  let offset = 0;
  /** What is open: `{` or `[`. */
  const open: string[] = [];
  let expected: 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end' | 'nothing' =
    'value';
  for (;;) {
    const start = offset + /^\s*/.exec(text.slice(offset))![0].length;
    TOKEN.lastIndex = offset;
    const token = TOKEN.exec(text)?.[1];
    const fault = { offset: start, message: faultMessage(text.slice(start), expected) };
    if (token === undefined) return fault;
    offset = TOKEN.lastIndex;
    const isScalar = !PUNCTUATION.has(token);
    const afterValue = (): typeof expected => (open.length === 0 ? 'nothing' : ', or end');
    if (expected === 'value' || expected === 'value or ]') {
      if (isScalar) expected = afterValue();
      else if (token === '{' || token === '[') {
        open.push(token);
        expected = token === '{' ? 'name or }' : 'value or ]';
      } else if (token === ']' && expected === 'value or ]') {
        open.pop();
        expected = afterValue();
      } else return fault;
    } else if (expected === 'name' || expected === 'name or }') {
      if (token.startsWith('"')) expected = ':';
      else if (token === '}' && expected === 'name or }') {
        open.pop();
        expected = afterValue();
      } else return fault;
    } else if (expected === ':') {
      if (token !== ':') return fault;
      expected = 'value';
    } else if (expected === ', or end') {
      const isObject = open.at(-1) === '{';
      if (token === ',') expected = isObject ? 'name' : 'value';
      else if (token === (isObject ? '}' : ']')) {
        open.pop();
        expected = afterValue();
      } else return fault;
    } else return fault;
  }
}

function faultMessage(rest: string, expected: string): string {
  const found = rest === '' ? 'the end' : `\`${/^(?:\w+|.)/s.exec(rest)![0]}\``;
  switch (expected) {
    case 'nothing':
      return `nothing should follow, and ${found} does`;
    case 'name':
    case 'name or }':
      return `a name in double quotes should stand here, and ${found} does`;
    case ':':
      return `a colon should stand here, and ${found} does`;
    case ', or end':
      return `a comma or a closing bracket should stand here, and ${found} does`;
    default:
      return `a value should stand here, and ${found} does`;
  }
}
