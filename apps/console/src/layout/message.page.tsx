import type { ConsoleSession } from '@roster/database';
import { Page } from './page.js';

/** A page that only says something: what is missing, or was refused. */
export function MessagePage(props: { title: string; text: string; session: ConsoleSession | null }) {
  return (
    <Page title={props.title} session={props.session}>
      <h1>{props.title}</h1>
      <p>{props.text}</p>
      <p>
        <a href="/ops/overview">Go to the overview</a>
      </p>
    </Page>
  );
}
