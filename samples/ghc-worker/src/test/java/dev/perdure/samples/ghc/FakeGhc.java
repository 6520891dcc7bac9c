package dev.perdure.samples.ghc;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A script in the place of a GHC: it prints its arguments. If one is {@code -wait}, it then tells
 * by a pipe that it runs, and waits until another is written to.
 */
record FakeGhc(Path folder, String version) {
  /** Writes it into an empty folder. */
  FakeGhc write() throws IOException, InterruptedException {
    for (String pipe : new String[] {"runs", "go"}) {
      new ProcessBuilder("mkfifo", folder.resolve(pipe).toString()).start().waitFor();
    }
    Files.writeString(
        folder.resolve("ghc"),
        """
        #!/bin/sh
        if [ "$1" = --info ]; then
          echo ' [("Project version","VERSION")]'
          exit
        fi
        echo "$*"
        case $* in
          *-wait*) echo runs > FOLDER/runs && read -r go < FOLDER/go ;;
        esac
        """
            .replace("VERSION", version)
            .replace("FOLDER", folder.toString()));
    if (!folder.resolve("ghc").toFile().setExecutable(true)) {
      throw new IOException("can't make the script executable");
    }
    return this;
  }

  /** The worker's option that names it. */
  String option() {
    return "--ghc=" + folder.resolve("ghc");
  }

  /** Waits until one waits. */
  void awaitRunning() throws IOException {
    if (!Files.readString(folder.resolve("runs")).equals("runs\n")) {
      throw new IOException("more than one runs");
    }
  }

  /** Lets the one that waits end. */
  void go() throws IOException {
    try (FileOutputStream go = new FileOutputStream(folder.resolve("go").toFile())) {
      go.write('\n');
    }
  }
}
