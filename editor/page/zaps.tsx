import { addressOf } from './route';
import { app, zaps } from './state';
import { ZapBuilder } from './zap_builder';
import { BLANK } from './zap_draft';
import { ZapView } from './zap_view';

/** The Zaps that were made here, and the recipes from which one can be made. */
export function Zaps({ name }: { readonly name: string }) {
  const recipes = app.value?.recipes ?? [];
  const zap = zaps.value.find(({ id }) => id === name);
  if (zap) return <ZapView key={name} zap={zap} />;
  const recipe = recipes.find(({ id }) => id === name);
  if (recipe || name === 'new') return <ZapBuilder key={name} name={name} draft={recipe?.draft ?? BLANK} />;
  return (
    <>
      <h1>Zaps</h1>
      {name !== '' && <p role="alert">There is no Zap or recipe {name}.</p>}
      {zaps.value.length > 0 && (
        <ul class="cards">
          {zaps.value.map(({ id, title, isOn, runs }) => (
            <li key={id}>
              <a href={addressOf('zaps', id)}>{title}</a>
              <span class={`badge ${isOn ? 'success' : ''}`}>{isOn ? 'on' : 'off'}</span>
              <span class="quiet">{runs.length} runs</span>
            </li>
          ))}
        </ul>
      )}
      <h2>From a recipe</h2>
      <ul class="cards">
        {recipes.map(({ id, title }) => (
          <li key={id}>
            <a href={addressOf('zaps', id)}>{title}</a>
          </li>
        ))}
      </ul>
      <h2>By hand</h2>
      <a class="button" href={addressOf('zaps', 'new')}>
        Build a Zap
      </a>
    </>
  );
}
