package dev.perdure.worker.it.ghc;

/** What a compilation ended with, and what it printed. */
record Answer(int exitCode, String output) {}
