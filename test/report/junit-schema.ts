import { parseXml, XmlElement } from '@rgrove/parse-xml';

/** What the elements of a JUnit report may hold, as Jenkins and GitLab document them. */
const shapes: Readonly<Record<string, { required: string[]; optional: string[]; children: string[] }>> = {
  testsuites: {
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['skipped', 'time'],
    children: ['testsuite'],
  },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['skipped', 'time'],
    children: ['testcase'],
  },
  testcase: {
    required: ['name', 'classname'],
    optional: ['file', 'time'],
    children: ['skipped', 'error', 'failure', 'system-out'],
  },
  skipped: { required: ['message'], optional: [], children: [] },
  failure: { required: ['message', 'type'], optional: [], children: [] },
  error: { required: ['message', 'type'], optional: [], children: [] },
  'system-out': { required: [], optional: [], children: [] },
};

/** What of a report is not as its readers expect it; throws where it is no XML. */
export function junitProblems(xml: string): readonly string[] {
  const { root } = parseXml(xml);
  if (root?.name !== 'testsuites') return ['the root is no testsuites'];
  return problemsOf(root);
}

function problemsOf(element: XmlElement): string[] {
  const shape = shapes[element.name];
  if (shape === undefined) return [`${element.name} is no element of JUnit`];
  const children = element.children.filter((child) => child instanceof XmlElement);
  const names = Object.keys(element.attributes);
  const order = children.map((child) => shape.children.indexOf(child.name));
  return [
    ...shape.required.filter((name) => !names.includes(name)).map((name) => `${element.name} has no ${name}`),
    ...names
      .filter((name) => !shape.required.includes(name) && !shape.optional.includes(name))
      .map((name) => `${element.name} may not have ${name}`),
    ...children
      .filter((_, at) => (order[at] ?? -1) < Math.max(0, order[at - 1] ?? 0))
      .map((child) => `${child.name} may not stand here in ${element.name}`),
    ...countProblems(element, children),
    ...children.flatMap(problemsOf),
  ];
}

function countProblems(element: XmlElement, children: readonly XmlElement[]): string[] {
  if (element.name !== 'testsuite' && element.name !== 'testsuites') return [];
  const cases = children.flatMap((child) => (child.name === 'testcase' ? [child] : testcases(child)));
  const count = (name: string) =>
    cases
      .flatMap((each) => each.children)
      .filter((child) => child instanceof XmlElement && child.name === name).length;
  const counted: Readonly<Record<string, number>> = {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
  return Object.entries(counted)
    .filter(([name, number]) => element.attributes[name] !== String(number))
    .map(([name, number]) => `${element.name} says ${name}=${element.attributes[name]}, there are ${number}`);
}

const testcases = (suite: XmlElement) =>
  suite.children.filter(
    (child): child is XmlElement => child instanceof XmlElement && child.name === 'testcase',
  );
