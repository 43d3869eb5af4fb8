import { h, set } from '../dom/element.js';

let nextId = 0;

/**
 * Asks for a confirmation with a reason, and does `confirm(reason)` when it is given. The dialog element of the
 * platform traps the focus, closes with Escape, and gives the focus back. A failure is shown where it was asked.
 * @param {{title, text, action, kind?, label?, fields?, presets?, confirm: (reason: string) => Promise}} question
 * @returns {Promise<boolean>} whether it was done
 */
export function askReason({
  title,
  text,
  action,
  kind = 'main',
  label = 'Reason',
  fields = [],
  presets = [],
  confirm,
}) {
  const id = `dialog-${nextId++}`;
  const reason = h('textarea', {
    class: 'field',
    rows: 3,
    maxlength: 500,
    required: true,
    id: `${id}-reason`,
    'aria-describedby': `${id}-note`,
  });
  const problem = h('div', { role: 'alert' });
  const accept = h('button', { class: `button ${kind}`, type: 'submit' }, action);
  return open(
    id,
    dialog =>
      h(
        'form',
        {
          on: {
            submit: async event => {
              event.preventDefault();
              if (!reason.value.trim()) {
                reason.setAttribute('aria-invalid', 'true');
                const missing = `A ${label.toLowerCase()} is needed: it stands in the audit.`;
                set(problem, h('p', { class: 'problem' }, missing));
                reason.focus();
                return;
              }
              accept.disabled = true;
              try {
                await confirm(reason.value.trim());
                dialog.close('done');
              } catch (error) {
                set(problem, h('p', { class: 'problem' }, error.message));
                accept.disabled = false;
              }
            },
          },
          novalidate: true,
        },
        h('h2', { id }, title),
        h('div', null, text),
        fields,
        h(
          'div',
          null,
          h('label', { class: 'name', for: `${id}-reason` }, label),
          reason,
          h(
            'p',
            { class: 'quiet small', id: `${id}-note` },
            'Up to 500 characters; it stands in the audit with your name.',
          ),
        ),
        presets.length > 0 &&
          h(
            'div',
            { class: 'row presets' },
            h('span', { class: 'quiet small' }, 'Or:'),
            presets.map(preset =>
              h(
                'button',
                {
                  class: 'button small',
                  type: 'button',
                  on: {
                    click: () => {
                      reason.value = preset;
                      reason.focus();
                    },
                  },
                },
                preset,
              ),
            ),
          ),
        problem,
        h(
          'div',
          { class: 'row' },
          h('button', { class: 'button', type: 'button', on: { click: () => dialog.close() } }, 'Cancel'),
          accept,
        ),
      ),
    reason,
  );
}

/** Shows something in a dialog with a button that closes it. */
export const inform = (title, ...content) => {
  const id = `dialog-${nextId++}`;
  return open(id, dialog =>
    h(
      'div',
      { class: 'inside' },
      h('h2', { id }, title),
      content,
      h(
        'div',
        { class: 'row' },
        h('button', { class: 'button main', type: 'button', on: { click: () => dialog.close() } }, 'Close'),
      ),
    ),
  );
};

function open(id, content, first) {
  const dialog = h('dialog', { 'aria-labelledby': id });
  dialog.append(content(dialog));
  document.body.append(dialog);
  const back = document.activeElement;
  return new Promise(resolve => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      back?.isConnected && back.focus();
      resolve(dialog.returnValue === 'done');
    });
    dialog.showModal();
    first?.focus();
  });
}
