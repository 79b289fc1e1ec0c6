import type { Profiler } from 'node:inspector';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../root.js';

/** Whose code a frame is: Roster's, a package's, Node's, or none that has a file (native code, the collector). */
export type Owner = 'roster' | 'package' | 'node' | 'native';

/** A function in the place where it was called, with the time spent there. Times are in microseconds. */
export interface Frame {
  readonly name: string;
  /** File and line, or what stands for them. */
  readonly place: string;
  readonly owner: Owner;
  /** The package, `roster`, `node` or `native`. */
  readonly group: string;
  self: number;
  /** With all that it called. */
  total: number;
  readonly children: Map<string, Frame>;
}

/** The calls of a profile as a tree, without the time in which there was nothing to do, and that of profiling itself. */
export function callTree({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Frame {
  const self = new Map<number, number>();
  for (const [index, id] of samples.entries()) self.set(id, (self.get(id) ?? 0) + (timeDeltas[index] ?? 0));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const root = frameOf({ functionName: 'all', url: '', lineNumber: -1 });
  const [top] = nodes;
  if (top) addChildren(top, root);
  return root;

  function addChildren(node: Profiler.ProfileNode, frame: Frame): number {
    frame.self += self.get(node.id) ?? 0;
    let total = self.get(node.id) ?? 0;
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child && !isLeftOut(child.callFrame)) total += addChildren(child, childOf(frame, child));
    }
    frame.total += total;
    return total;
  }
}

/** Time of their own by package, largest first. */
export function selfTimes(root: Frame): [group: string, microseconds: number][] {
  const times = new Map<string, number>();
  const visit = (frame: Frame): void => {
    times.set(frame.group, (times.get(frame.group) ?? 0) + frame.self);
    frame.children.forEach(visit);
  };
  visit(root);
  return [...times].sort(([, a], [, b]) => b - a);
}

type CallFrame = Pick<Profiler.ProfileNode['callFrame'], 'functionName' | 'url' | 'lineNumber'>;

const isLeftOut = ({ functionName, url }: CallFrame) => functionName === '(idle)' || url === 'node:inspector';

/** V8 tells compilations of one function apart; here they are one. */
function childOf(frame: Frame, { callFrame }: Profiler.ProfileNode): Frame {
  const key = `${callFrame.functionName} ${callFrame.url}:${callFrame.lineNumber}`;
  const known = frame.children.get(key);
  if (known) return known;
  const child = frameOf(callFrame);
  frame.children.set(key, child);
  return child;
}

function frameOf({ functionName, url, lineNumber }: CallFrame): Frame {
  const file = url.startsWith('file:') ? relative(ROOT, fileURLToPath(url)) : url;
  const owner = ownerOf(file);
  const installed = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
  return {
    name: functionName || '(anonymous)',
    place: file ? `${file.replace(/.*node_modules\//, '')}:${lineNumber + 1}` : 'native',
    owner,
    group: owner === 'package' ? (installed ?? file) : owner === 'native' ? functionName || owner : owner,
    self: 0,
    total: 0,
    children: new Map(),
  };
}

function ownerOf(file: string): Owner {
  if (file === '') return 'native';
  if (file.startsWith('node:')) return 'node';
  return file.includes('node_modules') ? 'package' : 'roster';
}
