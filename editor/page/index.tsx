import { render } from 'preact';
import { Accounts } from './accounts';
import './page.css';
import './form.css';
import { addressIn, addressOf, language, route } from './route';
import { Sheet } from './sheet';
import { app, begin, news, trouble } from './state';
import { StepScreen } from './step';
import { Steps } from './steps';
import { WorldScreen } from './world';
import { Zaps } from './zaps';

const SCREENS = new Map([
  ['steps', { title: 'Steps', Screen: Steps }],
  ['accounts', { title: 'Accounts', Screen: Accounts }],
  ['zaps', { title: 'Zaps', Screen: Zaps }],
  ['world', { title: 'World', Screen: WorldScreen }],
  ['sheet', { title: 'Sheet', Screen: Sheet }],
]);

const LANGUAGE_NAMES = { en: 'English', ru: 'Русский' } as const;

function Page() {
  const { screen, step } = route.value;
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        To the content
      </a>
      <header class="top">
        <a class="brand" href={addressOf()}>
          Zakaz <small>{app.value?.version}</small>
        </a>
        <nav aria-label="Screens">
          {[...SCREENS].map(([name, { title }]) => (
            <a
              key={name}
              href={addressOf(name)}
              aria-current={name === (step ? 'steps' : screen) ? 'page' : undefined}
            >
              {title}
            </a>
          ))}
        </nav>
        <nav class="languages" aria-label="Language of the app">
          {(['en', 'ru'] as const).map((one) => (
            <a
              key={one}
              lang={one}
              href={addressIn(one)}
              aria-current={language.value === one ? 'true' : undefined}
            >
              {LANGUAGE_NAMES[one]}
            </a>
          ))}
        </nav>
      </header>
      <main id="main" lang={language} tabindex={-1}>
        {trouble.value !== '' && (
          <p class="fault" role="alert">
            {trouble}
          </p>
        )}
        {app.value ? <Shown key={language.value} /> : trouble.value === '' && <p class="quiet">Loading…</p>}
      </main>
      <p class="unseen" role="status">
        {news}
      </p>
    </>
  );
}

/** The address holds the screen, and not a place in it. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function Shown() {
  const { screen, name, step } = route.value;
  if (step) return <StepScreen name={step} />;
  const { Screen } = SCREENS.get(screen) ?? {};
  return Screen ? <Screen name={name} /> : <p role="alert">There is no page at this address.</p>;
}

render(<Page />, document.body);
void begin();
