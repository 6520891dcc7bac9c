package dev.perdure.worker.benchmarks;

import dev.perdure.worker.benchmarks.frame.Bench;
import dev.perdure.worker.benchmarks.frame.Benchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** {@link Slots} of ghc-worker, with the servers that compile for it. */
final class HaskellSlots implements Benchmark {
  @Override
  public String name() {
    return "haskell-slots";
  }

  @Override
  public String about() {
    return "How many small modules a second does ghc-worker compile, and in how much memory, by"
        + " requests at once in one worker and by workers?";
  }

  @Override
  public void run(Bench bench) throws Exception {
    if (!Files.isExecutable(HaskellModules.GHC)) {
      bench.note(HaskellModules.GHC + " is missing");
      return;
    }
    Path folder = bench.folder();
    ModuleProject.writeHaskell(folder, 1);
    Path worker = bench.samples().resolve("ghc-worker/target/ghc-worker");
    Path launcher = folder.resolve("ghc-worker");
    Files.writeString(
        launcher,
        String.format(
            "#!/bin/sh%nexec '%s' --ghc=%s --server-cache=cache \"$@\"%n",
            worker, HaskellModules.GHC));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> arguments = List.of("-c", "-O0", "-fforce-recomp", "-outputdir", "out", "M0.hs");
    Slots.compare(
        bench, "ghc", new SmallCompilation(folder, launcher, arguments, "-outputdir"), 4_000, 3);
  }
}
