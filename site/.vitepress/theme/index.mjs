// The default theme without its web font: what the reader's machine has is quick and readable.
import DefaultTheme from 'vitepress/theme-without-fonts';
import { h } from 'vue';
import picture from '../../pictures/demo.svg?raw';
import './style.css';

const ALT = 'The time line of the demo: a long row of blocks for a new javac per action, and a short one for one worker.';

/** The demo's time line, below the first lines of the home page. */
function demo() {
  const svg = picture.replace(/<style>.*?<\/style>/s, '').replace('<svg ', `<svg class="drawing" role="img" aria-label="${ALT}" `);
  return h('figure', { class: 'home-picture', innerHTML: svg });
}

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'home-features-before': demo }),
};
