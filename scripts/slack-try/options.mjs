import { parseArgs } from 'node:util';
import { Problem } from '../setup/problem.mjs';

export const HELP = `usage: npm run slack:try -- [options] ['/dept …']

  npm run slack:try -- '/dept add @jane to engineering'    type a command
  npm run slack:try -- --click Undo                        click a button of what is open, or of the latest message
  npm run slack:try -- '/dept'                             open the form, then fill it in and submit it:
  npm run slack:try -- --fill 'People=@jane @person001' --fill 'Department=platf'
  npm run slack:try -- --home                              look at App Home
  npm run slack:try -- '/invite @roster' --channel engineering    let the bot into a channel
  npm run slack:try -- --shortcut                          the shortcut "Add to a department"
  npm run slack:try -- --add-author @person001             "Add author to department", on a message of theirs
  npm run slack:try -- --workflow '@person001 in engineering'   a workflow comes to "Add to a department"
  npm run slack:try -- --wait                              see what comes next, say an announcement
  npm run slack:try -- --reload                            reload Slack, and see what is left
  npm run slack:try -- --list                              who and what is there

options:
  --as <@person>      who does it (default: @jane)
  --channel <name>    where (default: general)
  --stop              end the emulated Slack; it also ends with npm start
  --help              show this
`;

/** What the person at the terminal wants, as one action. */
export function readOptions(args) {
  const { values, positionals } = parse(args);
  const command = positionals.join(' ').trim();
  const actions = [
    ...(values.help ? [{ kind: 'help' }] : []),
    ...(values.stop ? [{ kind: 'stop' }] : []),
    ...(values.list ? [{ kind: 'list' }] : []),
    ...(values.shortcut ? [{ kind: 'shortcut' }] : []),
    ...(values['add-author'] === undefined ? [] : [{ kind: 'add-author', author: values['add-author'] }]),
    ...(values.workflow === undefined ? [] : [readStep(values.workflow)]),
    ...(values.wait ? [{ kind: 'wait' }] : []),
    ...(values.reload ? [{ kind: 'reload' }] : []),
    ...(values.home ? [{ kind: 'home' }] : []),
    ...(values.click === undefined ? [] : [{ kind: 'click', label: values.click }]),
    ...(values.fill === undefined ? [] : [{ kind: 'fill', texts: readTexts(values.fill) }]),
    ...(command === '' ? [] : [{ kind: 'type', text: command }]),
  ];
  const [action, other] = actions;
  if (!action) return { action: { kind: 'help' }, as: 'jane', channel: 'general' };
  if (other)
    throw new Problem(
      'One thing at a time: a command, or one of --click, --fill, --home, --shortcut, --add-author, --workflow, --wait, --reload, --list and --stop.',
    );
  if (action.kind === 'type' && !action.text?.startsWith('/')) {
    throw new Problem(
      `"${action.text}" is no command: it begins with /dept or /invite. Put it in quotes: '/dept help'.`,
    );
  }
  return { action, as: values.as.replace(/^@/, ''), channel: values.channel.replace(/^#/, '') };
}

function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        as: { type: 'string', default: 'jane' },
        channel: { type: 'string', default: 'general' },
        click: { type: 'string' },
        fill: { type: 'string', multiple: true },
        home: { type: 'boolean' },
        workflow: { type: 'string' },
        wait: { type: 'boolean' },
        reload: { type: 'boolean' },
        shortcut: { type: 'boolean' },
        'add-author': { type: 'string' },
        list: { type: 'boolean' },
        stop: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new Problem(`${error.message}\n\n${HELP}`);
  }
}

function readStep(text) {
  const [, user, department] = /^@(\S+)\s+in\s+(.+)$/s.exec(text) ?? [];
  if (user === undefined)
    throw new Problem(`--workflow "${text}" is not understood: write --workflow '@person001 in engineering'.`);
  return { kind: 'workflow', user, department };
}

function readTexts(fills) {
  return Object.fromEntries(
    fills.map((fill) => {
      const [, label, text] = /^([^=]+)=(.*)$/s.exec(fill) ?? [];
      if (label === undefined) throw new Problem(`--fill "${fill}" is not understood: write --fill 'People=@jane'.`);
      return [label.trim(), text.trim()];
    }),
  );
}
