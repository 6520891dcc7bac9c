import { defineConfig } from 'vitepress';
import { forSite } from '../build/markdown.mjs';

// Pages have the names of their headings, in the order in which a newcomer needs them.
const sidebar = [
  {
    text: 'Start',
    items: [
      { text: 'Concepts', link: '/concepts' },
      { text: 'Quickstart with Bazel', link: '/quickstart-bazel' },
      { text: 'Quickstart', link: '/quickstart' },
      { text: 'Migrating', link: '/migrating' },
    ],
  },
  {
    text: 'Guides',
    items: [
      { text: 'Handlers and workers', link: '/guide/core' },
      { text: 'Multiplex', link: '/guide/multiplex' },
      { text: 'Exit trap', link: '/guide/exit-trap' },
      { text: 'Caches', link: '/guide/cache' },
      { text: 'Remote cache', link: '/guide/remote-cache' },
      { text: 'Tool processes', link: '/guide/process' },
    ],
  },
  {
    text: 'Advanced',
    items: [
      { text: 'Worker client', link: '/guide/client' },
      { text: 'Codecs', link: '/guide/codecs' },
      { text: 'Job tokens', link: '/guide/jobserver' },
      { text: 'Child protocol', link: '/guide/process-protocol' },
    ],
  },
  {
    text: 'Testing',
    items: [
      { text: 'Testing a worker', link: '/testing' },
      { text: 'Check, record, explain', link: '/command-line' },
    ],
  },
  {
    text: 'Wrapping a compiler',
    items: [
      { text: 'javac worker', link: '/wrapping/javac' },
      { text: "Bazel's Java rules", link: '/wrapping/java-builder' },
      { text: 'kotlinc worker', link: '/wrapping/kotlinc' },
      { text: 'scalac worker', link: '/wrapping/scalac' },
      { text: 'GHC worker', link: '/wrapping/ghc' },
      { text: 'Guile worker', link: '/wrapping/guile' },
    ],
  },
  {
    text: 'In production',
    items: [
      { text: 'Reliability', link: '/reliability' },
      { text: 'Tuning', link: '/tuning' },
      { text: 'Remote execution', link: '/remote-execution' },
      { text: 'Troubleshooting', link: '/troubleshooting' },
    ],
  },
  {
    text: 'Reference',
    items: [
      { text: 'Protocol', link: '/protocol' },
      { text: 'Benchmarks', link: '/benchmarks' },
      { text: 'API', link: '/api/index.html', target: '_self' },
      { text: 'Versions', link: '/versions' },
      { text: 'Changelog', link: '/changelog' },
    ],
  },
];

export default defineConfig({
  title: 'Perdure',
  description: 'The persistent worker SDK for Java',
  lang: 'en',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/favicon.svg' }]],
  cleanUrls: false,
  lastUpdated: false,
  srcExclude: ['README.md', 'node_modules/**', 'test/**', 'build/**', 'generated/**'],
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    languageAlias: { starlark: 'python', bzl: 'python' },
    config: (md) => md.use(forSite),
  },
  // .ci/site copies the Javadoc in after the build.
  ignoreDeadLinks: [/^\/api\//],
  themeConfig: {
    nav: [
      { text: 'Quickstart', link: '/quickstart' },
      { text: 'Guides', link: '/guide/core', activeMatch: '^/guide/' },
      { text: 'Testing', link: '/testing' },
      { text: 'Troubleshooting', link: '/troubleshooting' },
      { text: 'API', link: '/api/index.html', target: '_self' },
      {
        text: '0.1.0-SNAPSHOT',
        items: [
          { text: 'Supported versions', link: '/versions' },
          { text: 'Changelog', link: '/changelog' },
          { text: 'Repository', link: 'https://perdure.dev/perdure.git' },
          { text: 'Apache License 2.0', link: 'https://www.apache.org/licenses/LICENSE-2.0' },
        ],
      },
    ],
    sidebar,
    search: { provider: 'local' },
    outline: [2, 3],
    footer: { message: 'Apache License 2.0' },
  },
});
