import { shardChecks } from './shard-checks.js';

const silent = () => new Promise<void>(() => {});
const passing = async () => {};
const failing = (message: string) => async () => {
  throw new Error(message);
};

function ofAny(...checks: (() => Promise<void>)[]) {
  const [required] = shardChecks(
    'queue',
    new Map(checks.map((check, index) => [`${index}-of-${checks.length}`, check])),
  );
  return required?.check();
}

it('passes as soon as one shard does, and does not wait for a silent one', async () => {
  await ofAny(silent, passing);
  await ofAny(failing('gone'), passing);
});

it('fails when every shard does, with what each of them says', async () => {
  await expect(ofAny(failing('gone'), failing('lost'))).rejects.toThrow('Error: gone; Error: lost');
});

it('is the check itself when there is one shard', async () => {
  await expect(ofAny(failing('gone'))).rejects.toThrow(/^gone$/);
});
