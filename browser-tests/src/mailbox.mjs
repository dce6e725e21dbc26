// A mail server on loopback that keeps what it gets.

import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** Starts it. */
export async function mailbox() {
  const mails = [];
  const waiting = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, callback) {
      const parts = [];
      stream.on('data', (part) => parts.push(part));
      stream.on('end', async () => {
        const mail = await PostalMime.parse(Buffer.concat(parts));
        mails.push({ ...mail, to: session.envelope.rcptTo.map((recipient) => recipient.address) });
        waiting.splice(0).forEach((look) => look());
        callback();
      });
    },
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  // The first mail to somebody with a word that begins like this, and that word.
  const take = (address, beginning) => {
    for (const [index, mail] of mails.entries()) {
      const word = mail.to.includes(address) && mail.text.split(/\s+/).find((one) => one.startsWith(beginning));
      if (word) {
        mails.splice(index, 1);
        return word;
      }
    }
  };
  return {
    url: `smtp://127.0.0.1:${server.server.address().port}?tls=none`,
    /** Waits for a mail to this address with a link that begins like this; fails after twenty seconds. */
    async link(address, beginning) {
      const deadline = Date.now() + 20_000;
      for (;;) {
        const found = take(address, beginning);
        if (found) return found;
        if (Date.now() > deadline) throw new Error(`no link ${beginning}… to ${address} in:\n${mails.map((mail) => mail.text).join('\n')}`);
        await new Promise((resolve) => {
          const timer = setTimeout(resolve, deadline - Date.now());
          waiting.push(() => {
            clearTimeout(timer);
            resolve();
          });
        });
      }
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
