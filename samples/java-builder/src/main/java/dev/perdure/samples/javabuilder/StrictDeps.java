package dev.perdure.samples.javabuilder;

/** What to do when sources name a class of a jar that their target does not depend on itself. */
enum StrictDeps {
  OFF,
  WARN,
  ERROR
}
