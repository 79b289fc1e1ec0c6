/** The signs of the emoji that the bot uses; others stay as they are written. */
const EMOJI: Readonly<Record<string, string>> = {
  ':white_check_mark:': '✅',
  ':heavy_minus_sign:': '➖',
  ':warning:': '⚠️ ',
  ':x:': '❌',
  ':hourglass_flowing_sand:': '⏳',
  ':file_folder:': '📁',
  ':bust_in_silhouette:': '👤',
};

/** Who and what the ids in mentions are called. */
export interface Names {
  user(id: string): string;
  channel(id: string): string;
}

/** `mrkdwn` as a terminal shows it: names for mentions, no escapes, no markup. */
export function drawMarkup(text: string, names: Names): string {
  return text
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `@${names.user(id)}`)
    .replace(/<#(C[A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `#${names.channel(id)}`)
    .replace(/^```\n?|\n?```$/gm, '')
    .replace(/:[a-z_]+:/g, (name) => EMOJI[name] ?? name)
    .replace(/(^|[\s(])\*(\S(?:[^*\n]*\S)?)\*(?=$|[\s.,:;?!)…])/gm, '$1$2')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Breaks lines at spaces; drawings, which begin with box characters, stay whole. */
export function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => (/^[│├└ ]/.test(line) ? [line] : wrapLine(line, width)));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + word.length + 1 > width) {
      lines.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}
