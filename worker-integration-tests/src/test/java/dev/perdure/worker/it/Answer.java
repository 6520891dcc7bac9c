package dev.perdure.worker.it;

/** What a compilation ended with, and what it printed. */
public record Answer(int exitCode, String output) {}
